using System.Security.Claims;
using Microsoft.EntityFrameworkCore;
using Progress.Storage;
using ServiceDefaults;

namespace Progress.Enrollments;

/// <summary>
/// What is shown of an enrollment: its own, its outline's lessons as JSON, and which of them are done.
/// </summary>
internal sealed record Enrolled(
    string Roadmap, string Title, DateTime EnrolledAt, DateTime? CompletedAt, string Lessons, List<string> Done);

internal static class EnrollmentQueries
{
    /// <summary>
    /// To be read: a learner's enrollments, all of one moment since they come from one statement. The lessons that are
    /// done come as one list: by a join, each of them would bring the outline along once more.
    /// </summary>
    public static IQueryable<Enrolled> EnrollmentsOf(this ProgressDb db, ClaimsPrincipal learner)
    {
        var learnerId = learner.LearnerId();
        return db.Database.SqlQuery<Enrolled>($"""
            SELECT e.Roadmap, o.Title, e.EnrolledAt, e.CompletedAt, o.Lessons, (
                SELECT json_group_array(c.Lesson) FROM Completion c
                WHERE c.LearnerId = e.LearnerId AND c.Roadmap = e.Roadmap) AS Done
            FROM Enrollments e JOIN Outlines o ON o.Roadmap = e.Roadmap
            WHERE e.LearnerId = {learnerId}
            """);
    }
}
