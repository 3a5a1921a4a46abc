namespace Notifications.Followers;

/// <summary>A learner who is in a roadmap, and since which revision.</summary>
public class Follower
{
    public required string LearnerId { get; init; }

    public required string Roadmap { get; init; }

    /// <summary>
    /// The revision at enrollment: only later ones are news. (Or that of the latest announcement, where a version
    /// stored it that kept but one revision of a roadmap.)
    /// </summary>
    public required int ToldRevision { get; init; }
}
