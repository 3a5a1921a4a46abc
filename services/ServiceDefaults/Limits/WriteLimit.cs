using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.RateLimiting;

namespace ServiceDefaults;

/// <summary>Back-pressure: how many changes may wait for the store at once.</summary>
public static class WriteLimit
{
    // More than any store commits in a second or two: who is told to come back costs less than who waits.
    private const int MostAtOnce = 2_000;

    /// <summary>Turns changes away (503) while too many wait to be stored. Who only reads is let through.</summary>
    public static void UseWriteLimit(this WebApplication app) => app.UseRateLimiter(new()
    {
        GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(context =>
            HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsHead(context.Request.Method)
                ? RateLimitPartition.GetNoLimiter("reads")
                : RateLimitPartition.GetConcurrencyLimiter("writes", _ => new() { PermitLimit = MostAtOnce })),
        OnRejected = Refuse,
    });

    private static async ValueTask Refuse(OnRejectedContext rejected, CancellationToken cancellation)
    {
        rejected.HttpContext.Response.Headers.RetryAfter = "2";
        await TypedResults
            .Problem(
                "Too many changes wait to be stored. Try again soon.",
                statusCode: StatusCodes.Status503ServiceUnavailable)
            .ExecuteAsync(rejected.HttpContext);
    }
}
