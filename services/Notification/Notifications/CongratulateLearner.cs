using Contracts;
using MassTransit;
using Messaging.Inbox;
using Messaging.Storage;
using Notifications.Storage;

namespace Notifications;

/// <summary>Congratulates a learner on each finished lesson.</summary>
public class CongratulateLearner(Writer<NotificationDb> writer) : IConsumer<LessonCompleted>
{
    // Harmless when run twice: the inbox row commits with the notification, and the second time it is there.
    public Task Consume(ConsumeContext<LessonCompleted> context) => writer.Run(db =>
    {
        if (db.Inbox.Accepts<CongratulateLearner>(context))
        {
            db.Tell(Notification.Of(context.Message, context.MessageId!.Value));
        }
    }, context.CancellationToken);
}
