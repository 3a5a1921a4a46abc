using System.ComponentModel.DataAnnotations;

namespace Gateway.Limits;

/// <summary>How much one caller may ask (section <c>RateLimits</c>).</summary>
public sealed class RateLimits
{
    /// <summary>Requests a second of one address (of IPv6: one /64) without a token.</summary>
    [Range(1, 1_000_000)]
    public int AnonymousPerSecond { get; init; } = 50;

    /// <summary>Requests a second of one subject.</summary>
    [Range(1, 1_000_000)]
    public int SubjectPerSecond { get; init; } = 100;

    /// <summary>Requests that either may save up and send at once.</summary>
    [Range(1, 1_000_000)]
    public int Burst { get; init; } = 300;
}
