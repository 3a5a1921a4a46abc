using Mail;
using Messaging.Inbox;
using Microsoft.EntityFrameworkCore;
using Monolith.Followers;
using Monolith.Notifications;
using Monolith.Storage;
using Moving.Records;
using Moving.Tables;

namespace Monolith.Moving;

/// <summary>How notification's data travels.</summary>
internal static class NotificationRecords
{
    public static readonly IReadOnlyList<ModuleTable<MonolithDb>> Tables =
    [
        ModuleTable.Of(
            "notification", "Notifications",
            (MonolithDb db, string rows) => db.Notifications.Rows(rows).OrderBy(n => n.Sequence),
            n => new MovedNotification(n.Id, n.LearnerId, $"{n.Kind}", n.Roadmap, n.Text, n.CreatedAt, n.ReadAt),
            // What is new comes last: in order of arrival here, too. Of what is known, only this ever changes.
            (MonolithDb db, MovedNotification n) => db.Database.ExecuteSqlAsync($"""
                INSERT INTO Notifications (Id, LearnerId, Kind, Roadmap, Text, CreatedAt, ReadAt)
                VALUES ({n.Id}, {n.LearnerId}, {n.Kind}, {n.Roadmap}, {n.Text}, {n.CreatedAt}, {n.ReadAt})
                ON CONFLICT (Id) DO UPDATE SET ReadAt = excluded.ReadAt
                """)),
        ModuleTable.Of(
            "preferences", "Preferences",
            (MonolithDb db, string rows) => db.Preferences.Rows(rows),
            p => new MovedPreferences(p.LearnerId, p.Email, [.. p.Muted.Select(kind => $"{kind}")]),
            StorePreferences),
        ModuleTable.Of(
            "follower", "Followers",
            (MonolithDb db, string rows) => db.Followers.Rows(rows),
            f => new MovedFollower(f.LearnerId, f.Roadmap, f.ToldRevision),
            (MonolithDb db, MovedFollower f) => db.Put<Follower>(f)),
        ModuleTable.Of(
            "known-revision", "KnownRevisions",
            (MonolithDb db, string rows) => db.KnownRevisions.Rows(rows),
            r => new MovedKnownRevision(r.Roadmap, r.Revision, r.Title, r.PublishedAt, r.ToldUpTo),
            (MonolithDb db, MovedKnownRevision r) => db.Put<KnownRevision>(r)),
        ModuleTable.Of(
            "email", "Emails",
            (MonolithDb db, string rows) => db.Emails.Rows(rows),
            e => new MovedEmail(e.NotificationId, e.To, e.Subject, e.Body, e.Attempts, e.NextAttemptAt, e.SentAt),
            (MonolithDb db, MovedEmail e) => db.Put<Email>(e)),
        ModuleTable.Of(
            "inbox", "Inbox",
            (MonolithDb db, string rows) =>
            {
                var expired = DateTime.UtcNow - InboxExtensions.Retention;
                return db.Inbox.Rows(rows).Where(message => message.AcceptedAt >= expired);
            },
            m => new MovedInboxMessage(m.MessageId, m.Consumer, m.AcceptedAt),
            (MonolithDb db, MovedInboxMessage m) => db.Put<InboxMessage>(m)),
        MovedLetters.Of<MonolithDb>(ModuleName.Notification),
    ];

    private static async Task StorePreferences(MonolithDb db, MovedPreferences preferences)
    {
        var stored = await db.Preferences.FindAsync(preferences.LearnerId);
        if (stored is null)
        {
            stored = new() { LearnerId = preferences.LearnerId };
            db.Preferences.Add(stored);
        }

        (stored.Email, stored.Muted) = (preferences.Email, [.. preferences.Muted.Select(Enum.Parse<NotificationKind>)]);
    }
}
