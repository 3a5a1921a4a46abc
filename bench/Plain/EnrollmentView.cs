namespace Bench.Plain;

/// <summary>What is answered: the same as the service's.</summary>
public record EnrollmentView(
    string Roadmap, string Title, IReadOnlyList<string> Completed, int CompletedCount, int Total, int Percent,
    DateTime EnrolledAt, DateTime? CompletedAt)
{
    public static EnrollmentView Of(Enrollment enrollment, Outline outline)
    {
        var done = enrollment.Completions.Select(completion => completion.Lesson).ToHashSet();
        List<string> completed = [.. outline.Lessons.Select(lesson => lesson.Slug).Where(done.Contains)];
        return new(
            outline.Roadmap, outline.Title, completed, completed.Count, outline.Lessons.Count,
            completed.Count * 100 / outline.Lessons.Count, enrollment.EnrolledAt, enrollment.CompletedAt);
    }
}
