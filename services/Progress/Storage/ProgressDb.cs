using System.Text.Json;
using Messaging.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Progress.Enrollments;
using Progress.Outlines;

namespace Progress.Storage;

public class ProgressDb(DbContextOptions<ProgressDb> options) : MessagingDb(options)
{
    public DbSet<Outline> Outlines => Set<Outline>();

    public DbSet<Enrollment> Enrollments => Set<Enrollment>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        base.OnModelCreating(modelBuilder);

        modelBuilder.Entity<Outline>(outline =>
        {
            outline.HasKey(o => o.Roadmap);
            // Read and written as a whole. As entities they would all be tracked, in each request.
            outline.Property(o => o.Lessons).HasConversion(
                lessons => JsonSerializer.Serialize(lessons, JsonSerializerOptions.Web),
                json => JsonSerializer.Deserialize<IReadOnlyList<OutlineLesson>>(json, JsonSerializerOptions.Web)!,
                ValueComparer.CreateDefault<IReadOnlyList<OutlineLesson>>(favorStructuralComparisons: false));
        });

        modelBuilder.Entity<Enrollment>(enrollment =>
        {
            enrollment.HasKey(e => new { e.LearnerId, e.Roadmap });
            enrollment.HasIndex(e => e.Roadmap);
            enrollment.HasMany(e => e.Completions).WithOne().HasForeignKey(c => new { c.LearnerId, c.Roadmap });
        });

        modelBuilder.Entity<Completion>().HasKey(c => new { c.LearnerId, c.Roadmap, c.Lesson });
    }
}
