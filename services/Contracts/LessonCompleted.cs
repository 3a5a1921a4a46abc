namespace Contracts;

/// <summary>
/// A learner finished a lesson: <paramref name="Completed"/> of <paramref name="Total"/> in that roadmap.
/// Published by progress, possibly more than once.
/// </summary>
public record LessonCompleted(
    string LearnerId,
    string Roadmap,
    string Title,
    string Lesson,
    string LessonTitle,
    int Completed,
    int Total,
    int Version,
    DateTime CompletedAt) : IEvent;
