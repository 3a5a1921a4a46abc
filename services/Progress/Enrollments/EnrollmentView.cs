using Progress.Outlines;

namespace Progress.Enrollments;

/// <summary>An enrollment, counted against the roadmap's newest outline.</summary>
public record EnrollmentView(
    string Roadmap,
    string Title,
    IReadOnlyList<string> Completed,
    int CompletedCount,
    int Total,
    int Percent,
    DateTime EnrolledAt,
    DateTime? CompletedAt)
{
    public static EnrollmentView Of(Enrollment enrollment, Outline outline) => Of(
        enrollment.Roadmap, outline.Title, enrollment.EnrolledAt, enrollment.CompletedAt, outline.Lessons,
        enrollment.Done);

    internal static EnrollmentView Of(Enrolled enrolled) => Of(
        enrolled.Roadmap, enrolled.Title, enrolled.EnrolledAt, enrolled.CompletedAt,
        OutlineLesson.FromJson(enrolled.Lessons), [.. enrolled.Done]);

    private static EnrollmentView Of(
        string roadmap, string title, DateTime enrolledAt, DateTime? completedAt, IReadOnlyList<OutlineLesson> lessons,
        HashSet<string> done)
    {
        List<string> completed = [.. lessons.Select(lesson => lesson.Slug).Where(done.Contains)];
        return new EnrollmentView(
            roadmap, title, completed, completed.Count, lessons.Count,
            Percent: lessons.Count == 0 ? 0 : completed.Count * 100 / lessons.Count,
            enrolledAt, completedAt);
    }
}

/// <summary>A page of a learner's enrollments, in order of roadmap.</summary>
public record EnrollmentList(IReadOnlyList<EnrollmentView> Items, string? Next);
