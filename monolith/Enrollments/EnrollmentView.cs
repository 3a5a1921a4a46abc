using Monolith.Outlines;

namespace Monolith.Enrollments;

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
    public static EnrollmentView Of(Enrollment enrollment, Outline outline)
    {
        List<string> completed = [.. enrollment.CompletedIn(outline).Select(lesson => lesson.Slug)];
        var total = outline.Lessons.Count;
        return new EnrollmentView(
            enrollment.Roadmap, outline.Title, completed, completed.Count, total,
            Percent: total == 0 ? 0 : completed.Count * 100 / total,
            enrollment.EnrolledAt, enrollment.CompletedAt);
    }
}

/// <summary>A page of a learner's enrollments, in order of roadmap.</summary>
public record EnrollmentList(IReadOnlyList<EnrollmentView> Items, string? Next);
