namespace Acceptance.Enrollments;

/// <summary>A learner's way through a roadmap, as the site shows it.</summary>
public record Enrollment(
    string Roadmap,
    string Title,
    string[] Completed,
    int CompletedCount,
    int Total,
    int Percent,
    DateTime EnrolledAt,
    DateTime? CompletedAt);

public record EnrollmentList(Enrollment[] Items, string? Next);
