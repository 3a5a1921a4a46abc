using System.Security.Claims;
using Microsoft.EntityFrameworkCore;
using Monolith.Outlines;
using Monolith.Storage;
using ServiceDefaults;

namespace Monolith.Enrollments;

/// <summary>Changes one lesson of an enrollment, and gives the events that this causes.</summary>
internal delegate IEnumerable<object> LessonChange(Enrollment enrollment, Outline outline, OutlineLesson lesson);

/// <summary>An enrollment with its roadmap's outline.</summary>
internal sealed class Enrolled
{
    public required Enrollment Enrollment { get; init; }

    public required Outline Outline { get; init; }
}

internal static class EnrollmentQueries
{
    /// <summary>
    /// To be read: a learner's enrollments in order of roadmap, each with its outline of the same moment, since both come
    /// from one statement.
    /// </summary>
    public static IQueryable<Enrolled> EnrollmentsOf(this MonolithDb db, ClaimsPrincipal learner)
    {
        var learnerId = learner.LearnerId();
        return db.Enrollments.AsNoTracking().Include(e => e.Completions)
            .Where(e => e.LearnerId == learnerId)
            .OrderBy(e => e.Roadmap)
            .Join(db.Outlines, e => e.Roadmap, o => o.Roadmap, (e, o) => new Enrolled { Enrollment = e, Outline = o });
    }

    /// <summary>To be changed, in a unit of work: a learner's enrollment in a roadmap with its outline, or null.</summary>
    public static async Task<(Enrollment Enrollment, Outline Outline)?> Find(
        this MonolithDb db, ClaimsPrincipal learner, string roadmap)
    {
        var learnerId = learner.LearnerId();
        var enrollment = await db.Enrollments.Include(e => e.Completions)
            .SingleOrDefaultAsync(e => e.LearnerId == learnerId && e.Roadmap == roadmap);
        var outline = await db.Outlines.AsNoTracking().SingleOrDefaultAsync(o => o.Roadmap == roadmap);

        return enrollment is null || outline is null ? null : (enrollment, outline);
    }
}
