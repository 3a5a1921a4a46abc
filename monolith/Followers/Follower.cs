namespace Monolith.Followers;

/// <summary>A learner who is in a roadmap, and the newest revision they know of.</summary>
public class Follower
{
    public required string LearnerId { get; init; }

    public required string Roadmap { get; init; }

    /// <summary>The revision at enrollment, or that of the latest announcement.</summary>
    public int ToldRevision { get; set; }
}
