namespace Contracts;

/// <summary>
/// A learner has nothing open in a roadmap any more. Published by progress, for an enrollment's first time.
/// </summary>
public record RoadmapCompleted(string LearnerId, string Roadmap, string Title, int Version, DateTime CompletedAt)
    : IEvent;
