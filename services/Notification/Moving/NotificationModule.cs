using Mail;
using Messaging.Bus;
using Messaging.Inbox;
using Microsoft.EntityFrameworkCore;
using Moving.Records;
using Moving.Tables;
using Notifications.Followers;
using Notifications.Storage;

namespace Notifications.Moving;

/// <summary>How this module's data travels when it moves to another process or back.</summary>
public static class NotificationModule
{
    public const string Name = "notification";

    public static void AddMoving(this IHostApplicationBuilder builder) =>
        builder.AddModule(Name, Tables, QueueReader.Of(Name, ServiceConsumers.In(typeof(Program).Assembly)));

    private static readonly IReadOnlyList<ModuleTable<NotificationDb>> Tables =
    [
        ModuleTable.Of(
            "notification", "Notifications",
            (NotificationDb db, string rows) => db.Notifications.Rows(rows).OrderBy(n => n.Sequence),
            n => new MovedNotification(n.Id, n.LearnerId, $"{n.Kind}", n.Roadmap, n.Text, n.CreatedAt, n.ReadAt),
            // What is new comes last: in order of arrival here, too. Of what is known, only this ever changes.
            (NotificationDb db, MovedNotification n) => db.Database.ExecuteSqlAsync($"""
                INSERT INTO Notifications (Id, LearnerId, Kind, Roadmap, Text, CreatedAt, ReadAt)
                VALUES ({n.Id}, {n.LearnerId}, {n.Kind}, {n.Roadmap}, {n.Text}, {n.CreatedAt}, {n.ReadAt})
                ON CONFLICT (Id) DO UPDATE SET ReadAt = excluded.ReadAt
                """)),
        ModuleTable.Of(
            "preferences", "Preferences",
            (NotificationDb db, string rows) => db.Preferences.Rows(rows),
            p => new MovedPreferences(p.LearnerId, p.Email, [.. p.Muted.Select(kind => $"{kind}")]),
            StorePreferences),
        ModuleTable.Of(
            "follower", "Followers",
            (NotificationDb db, string rows) => db.Followers.Rows(rows),
            f => new MovedFollower(f.LearnerId, f.Roadmap, f.ToldRevision),
            (NotificationDb db, MovedFollower f) => db.Put<Follower>(f)),
        ModuleTable.Of(
            "known-revision", "KnownRevisions",
            (NotificationDb db, string rows) => db.KnownRevisions.Rows(rows),
            r => new MovedKnownRevision(r.Roadmap, r.Revision, r.Title, r.PublishedAt, r.ToldUpTo),
            (NotificationDb db, MovedKnownRevision r) => db.Put<KnownRevision>(r)),
        ModuleTable.Of(
            "email", "Emails",
            (NotificationDb db, string rows) => db.Emails.Rows(rows),
            e => new MovedEmail(e.NotificationId, e.To, e.Subject, e.Body, e.Attempts, e.NextAttemptAt, e.SentAt),
            (NotificationDb db, MovedEmail e) => db.Put<Email>(e)),
        ModuleTable.Of(
            "inbox", "Inbox",
            (NotificationDb db, string rows) =>
            {
                var expired = DateTime.UtcNow - InboxExtensions.Retention;
                return db.Inbox.Rows(rows).Where(message => message.AcceptedAt >= expired);
            },
            m => new MovedInboxMessage(m.MessageId, m.Consumer, m.AcceptedAt),
            (NotificationDb db, MovedInboxMessage m) => db.Put<InboxMessage>(m)),
        MovedLetters.Of<NotificationDb>(Name),
    ];

    private static async Task StorePreferences(NotificationDb db, MovedPreferences preferences)
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
