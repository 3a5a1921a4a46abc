using Mail;
using Microsoft.EntityFrameworkCore;
using Monolith.Followers;
using Monolith.Notifications;
using Monolith.Preferences;

namespace Monolith.Storage;

internal static class NotificationTables
{
    public static void MapNotification(this ModelBuilder model)
    {
        model.Entity<Notification>(notification =>
        {
            notification.HasKey(n => n.Sequence);
            notification.HasIndex(n => n.Id).IsUnique();
            notification.HasIndex(n => new { n.LearnerId, n.Sequence });
            notification.HasIndex(n => new { n.LearnerId, n.CreatedAt, n.Id });
            notification.HasIndex(n => new { n.LearnerId, n.CreatedAt, n.Id }, "IX_Notifications_Unread")
                .HasFilter("\"ReadAt\" IS NULL");
            notification.Property(n => n.Kind).HasConversion<string>();
        });

        model.Entity<Email>(email =>
        {
            email.HasKey(e => e.NotificationId);
            email.HasIndex(e => e.NextAttemptAt).HasFilter("\"SentAt\" IS NULL");
        });

        model.Entity<LearnerPreferences>(preferences =>
        {
            preferences.HasKey(p => p.LearnerId);
            preferences.PrimitiveCollection(p => p.Muted).ElementType().HasConversion<string>();
        });

        model.Entity<Follower>(follower =>
        {
            follower.HasKey(f => new { f.LearnerId, f.Roadmap });
            follower.HasIndex(f => new { f.Roadmap, f.LearnerId, f.ToldRevision });
        });

        model.Entity<KnownRevision>().HasKey(revision => new { revision.Roadmap, revision.Revision });
    }
}
