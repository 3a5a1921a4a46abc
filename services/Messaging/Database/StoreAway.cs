using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Messaging.Database;

/// <summary>
/// Answers 503 to a request that failed because its store is away, full or locked: the caller did nothing wrong, and
/// may repeat it.
/// </summary>
/// <param name="mayPass">Whether a failure is of that kind.</param>
/// <param name="log">Tells the operator why.</param>
internal sealed class StoreAway(Func<Exception, bool> mayPass, ILogger log) : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(
        HttpContext context, Exception exception, CancellationToken cancellation)
    {
        if (!mayPass(exception))
        {
            return false;
        }

        log.LogWarning("A request was refused, since the store failed: {Reason}", exception.GetBaseException().Message);
        context.Response.Headers.RetryAfter = "5";
        await TypedResults
            .Problem("The store can't be reached or written to.", statusCode: StatusCodes.Status503ServiceUnavailable)
            .ExecuteAsync(context);
        return true;
    }
}

/// <summary>Registers <see cref="StoreAway"/>, once for each kind of store.</summary>
public static class StoreAwayExtensions
{
    /// <summary>Answers 503 to requests that fail because of what may pass.</summary>
    public static void AddStoreAway(this IServiceCollection services, Func<Exception, bool> mayPass) =>
        services.AddSingleton<IExceptionHandler>(provider =>
            new StoreAway(mayPass, provider.GetRequiredService<ILogger<StoreAway>>()));
}
