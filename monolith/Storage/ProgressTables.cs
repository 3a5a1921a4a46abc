using System.Text.Json;
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
            // Read and written as a whole. As entities they would all be tracked, in each request.
            outline.Property(o => o.Lessons).HasConversion(
                lessons => JsonSerializer.Serialize(lessons, JsonSerializerOptions.Web),
                json => JsonSerializer.Deserialize<IReadOnlyList<OutlineLesson>>(json, JsonSerializerOptions.Web)!,
                ValueComparer.CreateDefault<IReadOnlyList<OutlineLesson>>(favorStructuralComparisons: false));
        });

        model.Entity<Enrollment>(enrollment =>
        {
            enrollment.HasKey(e => new { e.LearnerId, e.Roadmap });
            enrollment.HasIndex(e => e.Roadmap);
            enrollment.HasMany(e => e.Completions).WithOne().HasForeignKey(c => new { c.LearnerId, c.Roadmap });
        });

        model.Entity<Completion>().ToTable("Completions").HasKey(c => new { c.LearnerId, c.Roadmap, c.Lesson });
    }
}
