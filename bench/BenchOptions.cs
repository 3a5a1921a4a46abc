using Bench.Ways;

namespace Bench;

/// <summary>What to measure, and for how long.</summary>
internal sealed record BenchOptions
{
    public required IReadOnlyList<string> Profiles { get; init; }

    public required IReadOnlyList<int> Connections { get; init; }

    public required IReadOnlyList<Way> Ways { get; init; }

    /// <summary>That one measurement lasts.</summary>
    public required double Seconds { get; init; }

    /// <summary>Requests before a measurement: the first 3,000 are mostly the compiler's.</summary>
    public required int WarmUp { get; init; }

    public TimeSpan Duration => TimeSpan.FromSeconds(Seconds);
}
