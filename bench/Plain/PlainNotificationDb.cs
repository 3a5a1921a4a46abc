using Contracts;
using Microsoft.EntityFrameworkCore;

namespace Bench.Plain;

/// <summary>The service's tables for what learners are told, and no other.</summary>
public class PlainNotificationDb(DbContextOptions<PlainNotificationDb> options) : DbContext(options)
{
    public DbSet<Notification> Notifications => Set<Notification>();

    public DbSet<LearnerPreferences> Preferences => Set<LearnerPreferences>();

    /// <summary>Adds the congratulation, unless the learner has muted that kind.</summary>
    public async Task Congratulate(LessonCompleted told, Guid id, CancellationToken cancellation)
    {
        var preferences = await Preferences.FindAsync([told.LearnerId], cancellation);
        if (preferences?.Muted.Contains(Notification.OfLesson) is not true)
        {
            Notifications.Add(Notification.Of(told, id));
        }
    }

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<Notification>(notification =>
        {
            notification.HasKey(n => n.Sequence);
            notification.HasIndex(n => n.Id).IsUnique();
            notification.HasIndex(n => new { n.LearnerId, n.CreatedAt, n.Id });
        });

        modelBuilder.Entity<LearnerPreferences>().HasKey(p => p.LearnerId);
    }
}
