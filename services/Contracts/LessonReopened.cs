namespace Contracts;

/// <summary>A learner took a completion back. Published by progress.</summary>
public record LessonReopened(string LearnerId, string Roadmap, string Lesson, int Version, DateTime ReopenedAt)
    : IEvent;
