using Notifications.Mail;
using Notifications.Storage;

namespace Notifications;

internal static class Telling
{
    /// <summary>
    /// Stores a notification, and the e-mail that a celebration is, too; nothing of a kind that the learner has
    /// muted. Streams and the mail loop find the rows once they are committed.
    /// </summary>
    public static async Task Tell(this NotificationDb db, Notification notification)
    {
        var preferences = await db.Preferences.FindAsync(notification.LearnerId);
        if (preferences?.Muted.Contains(notification.Kind) is true)
        {
            return;
        }

        db.Notifications.Add(notification);
        if (notification.Kind is NotificationKind.Celebration && preferences?.Email is { } address)
        {
            db.Emails.Add(Email.Of(notification, address));
        }
    }
}
