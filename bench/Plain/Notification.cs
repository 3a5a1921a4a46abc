using Contracts;

namespace Bench.Plain;

/// <summary>Something a learner is told.</summary>
public class Notification
{
    public const string OfLesson = "Lesson";

    public long Sequence { get; init; }

    public required Guid Id { get; init; }

    public required string LearnerId { get; init; }

    public required string Kind { get; init; }

    public required string Roadmap { get; init; }

    public required string Text { get; init; }

    public required DateTime CreatedAt { get; init; }

    public DateTime? ReadAt { get; init; }

    public static string TextOf(LessonCompleted told) =>
        $"Well done: {told.LessonTitle}. That is {told.Completed} of {told.Total} lessons in {told.Title}.";

    public static Notification Of(LessonCompleted told, Guid id) => new()
    {
        Id = id,
        LearnerId = told.LearnerId,
        Kind = OfLesson,
        Roadmap = told.Roadmap,
        Text = TextOf(told),
        CreatedAt = told.CompletedAt,
    };
}

public class LearnerPreferences
{
    public required string LearnerId { get; init; }

    public List<string> Muted { get; init; } = [];
}
