using System.Text.Json;
using Mail;
using Messaging.Storage;
using Notifications.Storage;

namespace Notifications;

internal static class Telling
{
    /// <summary>
    /// By statements that are prepared once, since every completed lesson comes here: stores a notification, and the
    /// e-mail that a celebration is, too; nothing of a kind that the learner has muted. Streams and the mail loop find
    /// the rows once they are committed.
    /// </summary>
    public static void Tell(this NotificationDb db, Notification notification)
    {
        var sql = Statements.Of(db);
        var (muted, email) = sql.PreferencesOf(notification.LearnerId);
        if (muted.Contains(notification.Kind))
        {
            return;
        }

        sql.Run($"""
            INSERT INTO Notifications (Id, LearnerId, Kind, Roadmap, Text, CreatedAt)
            VALUES ({notification.Id}, {notification.LearnerId}, {notification.Kind.ToString()}, {notification.Roadmap},
                {notification.Text}, {notification.CreatedAt})
            """);
        if (notification.Kind is NotificationKind.Celebration && email is not null)
        {
            db.Emails.Add(Email.Of(notification.Id, notification.Text, email));
        }
    }

    private static (IReadOnlyList<NotificationKind> Muted, string? Email) PreferencesOf(
        this Statements sql, string learner)
    {
        using var rows = sql.Read($"SELECT Muted, Email FROM Preferences WHERE LearnerId = {learner}");
        return rows.Read()
            ? (Kinds(rows.GetString(0)), rows.IsDBNull(1) ? null : rows.GetString(1))
            : ([], null);
    }

    private static NotificationKind[] Kinds(string json) =>
        [.. JsonSerializer.Deserialize<string[]>(json)!.Select(Enum.Parse<NotificationKind>)];
}
