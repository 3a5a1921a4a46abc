using Contracts;
using Monolith.Outlines;

namespace Monolith.Enrollments;

/// <summary>A learner in a roadmap. Each change raises its version and returns the events that it causes.</summary>
public class Enrollment
{
    public required string LearnerId { get; init; }

    public required string Roadmap { get; init; }

    public required DateTime EnrolledAt { get; init; }

    /// <summary>The outline's revision at enrollment: later ones are news to this learner.</summary>
    public required int EnrolledRevision { get; init; }

    public int Version { get; internal set; }

    /// <summary>Set when nothing was open for the first time; stays, whatever is reopened or revised.</summary>
    public DateTime? CompletedAt { get; internal set; }

    public int? CompletedVersion { get; internal set; }

    /// <summary>The slugs of all lessons that are done, whether or not the newest outline has them.</summary>
    public HashSet<string> Done { get; } = [];

    /// <summary>The rows for that. A change needs its own alone: of the others <see cref="Done"/> is enough.</summary>
    public List<Completion> Completions { get; } = [];

    public static (Enrollment Enrollment, LearnerEnrolled Event) Begin(string learner, Outline outline, DateTime now)
    {
        var enrollment = new Enrollment
        {
            LearnerId = learner,
            Roadmap = outline.Roadmap,
            EnrolledAt = now,
            EnrolledRevision = outline.Revision,
            Version = 1,
        };
        return (enrollment, enrollment.Enrolled(outline));
    }

    public IReadOnlyList<IEvent> Complete(OutlineLesson lesson, Outline outline, DateTime now)
    {
        if (!Done.Add(lesson.Slug))
        {
            return [];
        }

        var completion = new Completion { Lesson = lesson.Slug, Version = ++Version, CompletedAt = now };
        Completions.Add(completion);

        var count = DoneIn(outline).Count();
        var completed = Completed(completion, lesson, count, outline);
        return count < outline.Lessons.Count ? [completed] : [completed, .. Finish(outline, now)];
    }

    public IReadOnlyList<IEvent> Reopen(OutlineLesson lesson, DateTime now)
    {
        if (!Done.Remove(lesson.Slug))
        {
            return [];
        }

        Completions.RemoveAll(completion => completion.Lesson == lesson.Slug);
        return [new LessonReopened(LearnerId, Roadmap, lesson.Slug, ++Version, now)];
    }

    /// <summary>To be called when nothing is open: the first time counts.</summary>
    public IReadOnlyList<IEvent> Finish(Outline outline, DateTime now)
    {
        if (CompletedAt is not null)
        {
            return [];
        }

        (CompletedAt, CompletedVersion) = (now, ++Version);
        return [Finished(outline)];
    }

    /// <summary>The lessons of the outline that are done, in its order.</summary>
    public IEnumerable<OutlineLesson> DoneIn(Outline outline) =>
        outline.Lessons.Where(lesson => Done.Contains(lesson.Slug));

    /// <summary>The events that led to the present state, and when they happened. Expects all completions.</summary>
    public IReadOnlyList<(IEvent Event, DateTime HappenedAt)> Retell(Outline outline)
    {
        var counting = Completions.Join(
            outline.Lessons, completion => completion.Lesson, lesson => lesson.Slug,
            (completion, lesson) => (Completion: completion, Lesson: lesson)).ToList();

        List<(IEvent, DateTime)> events = [(Enrolled(outline), EnrolledAt)];
        foreach (var (completion, lesson) in counting)
        {
            events.Add((Completed(completion, lesson, counting.Count, outline), completion.CompletedAt));
        }

        if (CompletedAt is { } completedAt)
        {
            events.Add((Finished(outline), completedAt));
        }

        return events;
    }

    private LearnerEnrolled Enrolled(Outline outline) =>
        new(LearnerId, Roadmap, outline.Title, EnrolledRevision, Version: 1, EnrolledAt);

    private LessonCompleted Completed(Completion completion, OutlineLesson lesson, int count, Outline outline) => new(
        LearnerId, Roadmap, outline.Title, lesson.Slug, lesson.Title, count, outline.Lessons.Count,
        completion.Version, completion.CompletedAt);

    private RoadmapCompleted Finished(Outline outline) =>
        new(LearnerId, Roadmap, outline.Title, CompletedVersion!.Value, CompletedAt!.Value);
}
