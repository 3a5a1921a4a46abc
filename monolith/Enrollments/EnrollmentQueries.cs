using System.Security.Claims;
using Contracts;
using Microsoft.EntityFrameworkCore;
using Monolith.Outlines;
using Monolith.Storage;
using ServiceDefaults;

namespace Monolith.Enrollments;

/// <summary>Changes one lesson of an enrollment, and returns the events that this causes.</summary>
internal delegate IReadOnlyList<IEvent> LessonChange(Enrollment enrollment, Outline outline, OutlineLesson lesson);

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
    public static IQueryable<Enrolled> EnrollmentsOf(this MonolithDb db, ClaimsPrincipal learner)
    {
        var learnerId = learner.LearnerId();
        return db.Database.SqlQuery<Enrolled>($"""
            SELECT e.Roadmap, o.Title, e.EnrolledAt, e.CompletedAt, o.Lessons, (
                SELECT json_group_array(c.Lesson) FROM Completions c
                WHERE c.LearnerId = e.LearnerId AND c.Roadmap = e.Roadmap) AS Done
            FROM Enrollments e JOIN Outlines o ON o.Roadmap = e.Roadmap
            WHERE e.LearnerId = {learnerId}
            """);
    }

    /// <summary>
    /// To be changed, in a unit of work: a learner's enrollment in a roadmap with its outline, or null. Of its
    /// completions the row of one lesson is read, and of the others that they are done.
    /// </summary>
    public static async Task<(Enrollment Enrollment, Outline Outline)?> FindEnrollment(
        this MonolithDb db, ClaimsPrincipal learner, string roadmap, string? lesson = null)
    {
        var learnerId = learner.LearnerId();
        var enrollment = await db.Enrollments.Include(e => e.Completions.Where(c => c.Lesson == lesson))
            .SingleOrDefaultAsync(e => e.LearnerId == learnerId && e.Roadmap == roadmap);
        var outline = await db.Outlines.AsNoTracking().SingleOrDefaultAsync(o => o.Roadmap == roadmap);
        if (enrollment is null || outline is null)
        {
            return null;
        }

        enrollment.Done.UnionWith(await db.Set<Completion>()
            .Where(c => c.LearnerId == learnerId && c.Roadmap == roadmap)
            .Select(c => c.Lesson)
            .ToListAsync());
        return (enrollment, outline);
    }
}
