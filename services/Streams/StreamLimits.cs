using System.ComponentModel.DataAnnotations;

namespace Streams;

/// <summary>How many streams are open at once (section <c>Streams</c>): each holds a connection and a buffer.</summary>
internal sealed class StreamLimits
{
    /// <summary>Of one learner: a few devices, each with a few pages.</summary>
    [Range(1, 10_000)]
    public int OfOneLearner { get; init; } = 20;

    /// <summary>Of this process.</summary>
    [Range(1, 1_000_000)]
    public int InAll { get; init; } = 5_000;
}
