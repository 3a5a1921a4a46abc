using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;

namespace Messaging.Storage;

/// <summary>
/// Answers 503 to a request that failed because its store is away, full or locked: the caller did nothing wrong, and may
/// try again. Nothing of the request was stored.
/// </summary>
/// <param name="mayPass">Whether a failure is of that kind.</param>
public sealed class StoreAway(Func<Exception, bool> mayPass) : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(
        HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        if (!mayPass(exception))
        {
            return false;
        }

        httpContext.Response.Headers.RetryAfter = "5";
        await TypedResults
            .Problem("The store can't be reached or written to.", statusCode: StatusCodes.Status503ServiceUnavailable)
            .ExecuteAsync(httpContext);
        return true;
    }
}
