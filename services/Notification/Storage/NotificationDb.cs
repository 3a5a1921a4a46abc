using Mail;
using Messaging.Database;
using Microsoft.EntityFrameworkCore;
using Notifications.Followers;
using Notifications.Preferences;

namespace Notifications.Storage;

public class NotificationDb(DbContextOptions<NotificationDb> options) : MessagingDb(options)
{
    public DbSet<Notification> Notifications => Set<Notification>();

    public DbSet<LearnerPreferences> Preferences => Set<LearnerPreferences>();

    public DbSet<Follower> Followers => Set<Follower>();

    public DbSet<KnownRevision> KnownRevisions => Set<KnownRevision>();

    public DbSet<Email> Emails => Set<Email>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        base.OnModelCreating(modelBuilder);

        modelBuilder.Entity<Notification>(notification =>
        {
            notification.HasKey(n => n.Sequence);
            notification.HasIndex(n => n.Id).IsUnique();
            notification.HasIndex(n => new { n.LearnerId, n.Sequence });
            notification.HasIndex(n => new { n.LearnerId, n.CreatedAt, n.Id });
            notification.HasIndex(n => new { n.LearnerId, n.CreatedAt, n.Id }, "IX_Notifications_Unread")
                .HasFilter("\"ReadAt\" IS NULL");
            notification.Property(n => n.Kind).HasConversion<string>();
        });

        modelBuilder.Entity<LearnerPreferences>(preferences =>
        {
            preferences.HasKey(p => p.LearnerId);
            preferences.PrimitiveCollection(p => p.Muted).ElementType().HasConversion<string>();
        });

        modelBuilder.Entity<Follower>(follower =>
        {
            follower.HasKey(f => new { f.LearnerId, f.Roadmap });
            follower.HasIndex(f => new { f.Roadmap, f.LearnerId, f.ToldRevision });
        });

        modelBuilder.Entity<KnownRevision>().HasKey(revision => new { revision.Roadmap, revision.Revision });

        modelBuilder.Entity<Email>(email =>
        {
            email.HasKey(e => e.NotificationId);
            email.HasIndex(e => e.NextAttemptAt).HasFilter("\"SentAt\" IS NULL");
        });
    }
}
