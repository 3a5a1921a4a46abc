using Microsoft.AspNetCore.Diagnostics;

namespace Content.Storage;

/// <summary>Answers 503 while MongoDB can't be reached: the caller did nothing wrong, and may try again.</summary>
internal sealed class StoreAway : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext context, Exception exception, CancellationToken cancellation)
    {
        if (!MongoFailure.MayPass(exception))
        {
            return false;
        }

        context.Response.Headers.RetryAfter = "5";
        await TypedResults.Problem("The store can't be reached.", statusCode: StatusCodes.Status503ServiceUnavailable)
            .ExecuteAsync(context);
        return true;
    }
}
