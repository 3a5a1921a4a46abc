using Contracts;
using Monolith.Outlines;

namespace Monolith.Enrollments;

/// <summary>A learner in a roadmap. Each change raises its version and gives the events that it causes.</summary>
public class Enrollment
{
    public required string LearnerId { get; init; }

    public required string Roadmap { get; init; }

    public required DateTime EnrolledAt { get; init; }

    /// <summary>The outline's revision at enrollment: later ones are news to this learner.</summary>
    public required int EnrolledRevision { get; init; }

    public int Version { get; private set; }

    /// <summary>Set when nothing was open for the first time; stays, whatever is reopened or revised.</summary>
    public DateTime? CompletedAt { get; private set; }

    public int? CompletedVersion { get; private set; }

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

    public IEnumerable<object> Complete(OutlineLesson lesson, Outline outline, DateTime now)
    {
        if (Completions.Exists(completion => completion.Lesson == lesson.Slug))
        {
            yield break;
        }

        var completion = new Completion { Lesson = lesson.Slug, Version = ++Version, CompletedAt = now };
        Completions.Add(completion);
        yield return Completed(completion, lesson, outline);

        foreach (var finished in FinishIfNothingIsOpen(outline, now))
        {
            yield return finished;
        }
    }

    public IEnumerable<object> Reopen(OutlineLesson lesson, DateTime now)
    {
        if (Completions.RemoveAll(completion => completion.Lesson == lesson.Slug) > 0)
        {
            yield return new LessonReopened(LearnerId, Roadmap, lesson.Slug, ++Version, now);
        }
    }

    public IEnumerable<object> FinishIfNothingIsOpen(Outline outline, DateTime now)
    {
        if (CompletedAt is null && CompletedIn(outline).Count() == outline.Lessons.Count)
        {
            (CompletedAt, CompletedVersion) = (now, ++Version);
            yield return Finished(outline);
        }
    }

    /// <summary>The finished lessons that the outline still has, in its order.</summary>
    public IEnumerable<OutlineLesson> CompletedIn(Outline outline) =>
        outline.Lessons.Where(lesson => Completions.Exists(completion => completion.Lesson == lesson.Slug));

    /// <summary>The events that led to the present state, and when they happened.</summary>
    public IEnumerable<(object Event, DateTime HappenedAt)> Retell(Outline outline)
    {
        yield return (Enrolled(outline), EnrolledAt);

        foreach (var completion in Completions)
        {
            if (outline.Find(completion.Lesson) is { } lesson)
            {
                yield return (Completed(completion, lesson, outline), completion.CompletedAt);
            }
        }

        if (CompletedAt is { } completedAt)
        {
            yield return (Finished(outline), completedAt);
        }
    }

    private LearnerEnrolled Enrolled(Outline outline) =>
        new(LearnerId, Roadmap, outline.Title, EnrolledRevision, Version: 1, EnrolledAt);

    private LessonCompleted Completed(Completion completion, OutlineLesson lesson, Outline outline) => new(
        LearnerId, Roadmap, outline.Title, lesson.Slug, lesson.Title,
        CompletedIn(outline).Count(), outline.Lessons.Count, completion.Version, completion.CompletedAt);

    private RoadmapCompleted Finished(Outline outline) =>
        new(LearnerId, Roadmap, outline.Title, CompletedVersion!.Value, CompletedAt!.Value);
}
