namespace Monolith.Enrollments;

/// <summary>
/// A lesson that a learner has finished. It stays when a revision removes the lesson; it no longer counts.
/// </summary>
public class Completion
{
    public string LearnerId { get; init; } = "";

    public string Roadmap { get; init; } = "";

    public required string Lesson { get; init; }

    /// <summary>The enrollment's version that this completion made.</summary>
    public required int Version { get; init; }

    public required DateTime CompletedAt { get; init; }
}
