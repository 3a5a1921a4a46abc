using Contracts;
using Mail;
using Messaging.Inbox;
using Monolith.Events;
using Monolith.Storage;

namespace Monolith.Notifications;

/// <summary>
/// What learners are told of their own doing. Harmless when run twice: the inbox row commits with the notification,
/// and the second time it is there. It has the name of the service's consumer, since inboxes move, too.
/// </summary>
internal static class Telling
{
    public static Task WelcomeLearner(MonolithDb db, Delivery<LearnerEnrolled> delivery) =>
        db.TellOnce(nameof(WelcomeLearner), delivery, Notification.Of(delivery.Event, delivery.MessageId));

    public static Task CongratulateLearner(MonolithDb db, Delivery<LessonCompleted> delivery) =>
        db.TellOnce(nameof(CongratulateLearner), delivery, Notification.Of(delivery.Event, delivery.MessageId));

    public static Task CelebrateCompletion(MonolithDb db, Delivery<RoadmapCompleted> delivery) =>
        db.TellOnce(nameof(CelebrateCompletion), delivery, Notification.Of(delivery.Event, delivery.MessageId));

    /// <summary>
    /// Stores a notification, and the e-mail that a celebration is, too; nothing of a kind that the learner has
    /// muted. Streams find the row once it is committed.
    /// </summary>
    public static async Task Tell(this MonolithDb db, Notification notification)
    {
        var preferences = await db.Preferences.FindAsync(notification.LearnerId);
        if (preferences?.Muted.Contains(notification.Kind) is true)
        {
            return;
        }

        db.Notifications.Add(notification);
        if (notification.Kind is NotificationKind.Celebration && preferences?.Email is { } address)
        {
            db.Emails.Add(Email.Of(notification.Id, notification.Text, address));
        }
    }

    private static async Task TellOnce<TEvent>(
        this MonolithDb db, string reaction, Delivery<TEvent> delivery, Notification notification)
    {
        if (db.Inbox.Accepts(reaction, delivery.MessageId, delivery.RepeatOf))
        {
            await db.Tell(notification);
        }
    }
}
