using Contracts;

namespace Bench.Plain;

/// <summary>A learner in a roadmap.</summary>
public class Enrollment
{
    public required string LearnerId { get; init; }

    public required string Roadmap { get; init; }

    public DateTime EnrolledAt { get; init; }

    public int EnrolledRevision { get; init; }

    public int Version { get; private set; }

    public DateTime? CompletedAt { get; init; }

    public int? CompletedVersion { get; init; }

    public List<Completion> Completions { get; } = [];

    /// <summary>Completes a lesson. Returns the event, or null if it was done before.</summary>
    public LessonCompleted? Complete(Lesson lesson, Outline outline, DateTime now)
    {
        if (Completions.Any(completion => completion.Lesson == lesson.Slug))
        {
            return null;
        }

        Completions.Add(new Completion { Lesson = lesson.Slug, Version = ++Version, CompletedAt = now });
        return new(
            LearnerId, Roadmap, outline.Title, lesson.Slug, lesson.Title, Completions.Count, outline.Lessons.Count,
            Version, now);
    }
}

public class Completion
{
    public string LearnerId { get; init; } = "";

    public string Roadmap { get; init; } = "";

    public required string Lesson { get; init; }

    public required int Version { get; init; }

    public required DateTime CompletedAt { get; init; }
}
