using System.ComponentModel.DataAnnotations;

namespace ServiceDefaults;

/// <summary>How a process ends (section <c>Shutdown</c>).</summary>
public sealed class ShutdownOptions
{
    /// <summary>From the signal to the end, the drain included.</summary>
    public static readonly TimeSpan InAll = TimeSpan.FromSeconds(5);

    /// <summary>How long requests are still taken: longer than the gateway's probes need to notice.</summary>
    [Range(0, 4)]
    public double DrainSeconds { get; init; } = 2;

    internal TimeSpan Drain => TimeSpan.FromSeconds(DrainSeconds);
}
