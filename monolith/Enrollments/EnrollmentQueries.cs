using System.Security.Claims;
using Microsoft.EntityFrameworkCore;
using Monolith.Outlines;
using Monolith.Storage;
using ServiceDefaults;

namespace Monolith.Enrollments;

/// <summary>Changes one lesson of an enrollment, and gives the events that this causes.</summary>
internal delegate IEnumerable<object> LessonChange(Enrollment enrollment, Outline outline, OutlineLesson lesson);

internal static class EnrollmentQueries
{
    /// <summary>A learner's enrollment in a roadmap with the roadmap's outline, or null.</summary>
    public static async Task<(Enrollment Enrollment, Outline Outline)?> Find(
        this MonolithDb db, ClaimsPrincipal learner, string roadmap, CancellationToken cancellation = default)
    {
        var learnerId = learner.LearnerId();
        var enrollment = await db.Enrollments.Include(e => e.Completions)
            .SingleOrDefaultAsync(e => e.LearnerId == learnerId && e.Roadmap == roadmap, cancellation);
        var outline = await db.Outlines.AsNoTracking().SingleOrDefaultAsync(o => o.Roadmap == roadmap, cancellation);

        return enrollment is null || outline is null ? null : (enrollment, outline);
    }
}
