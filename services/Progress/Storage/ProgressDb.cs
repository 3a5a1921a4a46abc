using Messaging.Storage;
using Microsoft.EntityFrameworkCore;
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
            outline.OwnsMany(o => o.Lessons, lessons => lessons.ToJson());
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
