using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Monolith.Enrollments;
using Monolith.Outlines;

namespace Monolith.Storage;

internal static class ProgressTables
{
    public static void MapProgress(this ModelBuilder model)
    {
        model.Entity<Outline>(outline =>
        {
            outline.HasKey(o => o.Roadmap);
            outline.Property(o => o.Lessons).HasConversion(
                lessons => OutlineLesson.ToJson(lessons),
                json => OutlineLesson.FromJson(json),
                ValueComparer.CreateDefault<IReadOnlyList<OutlineLesson>>(favorStructuralComparisons: false));
        });

        model.Entity<Enrollment>(enrollment =>
        {
            enrollment.HasKey(e => new { e.LearnerId, e.Roadmap });
            enrollment.Ignore(e => e.Done);
            // Whom a revision may leave with nothing open.
            enrollment.HasIndex(e => new { e.Roadmap, e.LearnerId }).HasFilter("\"CompletedAt\" IS NULL");
            enrollment.HasMany(e => e.Completions).WithOne().HasForeignKey(c => new { c.LearnerId, c.Roadmap });
        });

        model.Entity<Completion>().ToTable("Completions").HasKey(c => new { c.LearnerId, c.Roadmap, c.Lesson });
    }
}
