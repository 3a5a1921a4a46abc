using Messaging.Database;
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
            outline.Property(o => o.Lessons).HasConversion(
                lessons => OutlineLesson.ToJson(lessons),
                json => OutlineLesson.FromJson(json),
                ValueComparer.CreateDefault<IReadOnlyList<OutlineLesson>>(favorStructuralComparisons: false));
        });

        modelBuilder.Entity<Enrollment>(enrollment =>
        {
            enrollment.HasKey(e => new { e.LearnerId, e.Roadmap });
            enrollment.Ignore(e => e.Done);
            // Whom a revision may leave with nothing open.
            enrollment.HasIndex(e => new { e.Roadmap, e.LearnerId }).HasFilter("\"CompletedAt\" IS NULL");
            enrollment.HasMany(e => e.Completions).WithOne().HasForeignKey(c => new { c.LearnerId, c.Roadmap });
        });

        modelBuilder.Entity<Completion>().HasKey(c => new { c.LearnerId, c.Roadmap, c.Lesson });
    }
}
