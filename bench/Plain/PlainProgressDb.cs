using System.Text.Json;
using Microsoft.EntityFrameworkCore;

namespace Bench.Plain;

/// <summary>The service's tables for enrollments, and no other, as Entity Framework maps them by itself.</summary>
public class PlainProgressDb(DbContextOptions<PlainProgressDb> options) : DbContext(options)
{
    public DbSet<Outline> Outlines => Set<Outline>();

    public DbSet<Enrollment> Enrollments => Set<Enrollment>();

    /// <summary>A learner's enrollment with all completions, and its outline.</summary>
    public async Task<(Enrollment Enrollment, Outline Outline)?> Find(
        string learner, string roadmap, CancellationToken cancellation)
    {
        var enrollment = await Enrollments.Include(e => e.Completions)
            .SingleOrDefaultAsync(e => e.LearnerId == learner && e.Roadmap == roadmap, cancellation);
        var outline = await Outlines.AsNoTracking().SingleOrDefaultAsync(o => o.Roadmap == roadmap, cancellation);
        return enrollment is null || outline is null ? null : (enrollment, outline);
    }

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<Outline>(outline =>
        {
            outline.HasKey(o => o.Roadmap);
            outline.Property(o => o.Lessons).HasConversion(
                lessons => JsonSerializer.Serialize(lessons, JsonSerializerOptions.Web),
                json => JsonSerializer.Deserialize<List<Lesson>>(json, JsonSerializerOptions.Web)!);
        });

        modelBuilder.Entity<Enrollment>(enrollment =>
        {
            enrollment.HasKey(e => new { e.LearnerId, e.Roadmap });
            enrollment.HasMany(e => e.Completions).WithOne().HasForeignKey(c => new { c.LearnerId, c.Roadmap });
        });

        modelBuilder.Entity<Completion>().HasKey(c => new { c.LearnerId, c.Roadmap, c.Lesson });
    }
}
