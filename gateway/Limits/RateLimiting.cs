using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Claims;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Options;
using ServiceDefaults;

namespace Gateway.Limits;

/// <summary>A token bucket for each subject, and for each address without a good token (of IPv6, each /64).</summary>
public static class RateLimiting
{
    public static void AddRateLimits(this WebApplicationBuilder builder)
    {
        builder.Services.AddOptions<RateLimits>()
            .BindConfiguration("RateLimits").ValidateDataAnnotations().ValidateOnStart();
        builder.Services.AddRateLimiter(_ => { });
        builder.Services.AddOptions<RateLimiterOptions>().Configure<IOptions<RateLimits>>((limiter, limits) =>
        {
            limiter.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(
                context => BucketOf(context, limits.Value));
            limiter.OnRejected = Refuse;
        });
    }

    public static void UseRateLimits(this WebApplication app)
    {
        // Before authorization, so that a caller without rights has a limit too. Authenticating twice costs nothing:
        // the result is kept with the request.
        app.UseAuthentication();
        app.UseRateLimiter();
    }

    private static RateLimitPartition<string> BucketOf(HttpContext context, RateLimits limits)
    {
        if (context.Request.Path.StartsWithSegments(Health.Path))
        {
            return RateLimitPartition.GetNoLimiter("health");
        }

        return context.User.FindFirstValue("sub") is { } subject
            ? Bucket($"subject {subject}", limits.SubjectPerSecond, limits.Burst)
            : Bucket($"address {Caller(context.Connection.RemoteIpAddress)}", limits.AnonymousPerSecond, limits.Burst);
    }

    // Whoever has one IPv6 address has a network of 2^64 of them.
    private static string Caller(IPAddress? address) => address switch
    {
        { IsIPv4MappedToIPv6: true } => $"{address.MapToIPv4()}",
        { AddressFamily: AddressFamily.InterNetworkV6 } => $"{Convert.ToHexString(address.GetAddressBytes()[..8])}/64",
        _ => $"{address}",
    };

    private static RateLimitPartition<string> Bucket(string caller, int perSecond, int burst) =>
        RateLimitPartition.GetTokenBucketLimiter(caller, _ => new()
        {
            TokenLimit = burst,
            TokensPerPeriod = 1,
            ReplenishmentPeriod = TimeSpan.FromSeconds(1) / perSecond,
            // The partition replenishes all of its buckets from one timer.
            AutoReplenishment = false,
        });

    private static async ValueTask Refuse(OnRejectedContext rejected, CancellationToken cancellation)
    {
        var wait = rejected.Lease.TryGetMetadata(MetadataName.RetryAfter, out var after) ? after : TimeSpan.Zero;
        var seconds = Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds));

        rejected.HttpContext.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        await TypedResults
            .Problem($"Too many requests. Wait {seconds} s.", statusCode: StatusCodes.Status429TooManyRequests)
            .ExecuteAsync(rejected.HttpContext);
    }
}
