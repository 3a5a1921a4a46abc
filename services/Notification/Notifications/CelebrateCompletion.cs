using Contracts;
using MassTransit;
using Messaging.Inbox;
using Messaging.Storage;
using Notifications.Storage;

namespace Notifications;

/// <summary>Celebrates a finished roadmap, by e-mail too.</summary>
public class CelebrateCompletion(Writer<NotificationDb> writer) : IConsumer<RoadmapCompleted>
{
    // Harmless when run twice: the inbox row commits with the notification, and the second time it is there.
    public Task Consume(ConsumeContext<RoadmapCompleted> context) => writer.Run(db =>
    {
        if (db.Inbox.Accepts<CelebrateCompletion>(context))
        {
            db.Tell(Notification.Of(context.Message, context.MessageId!.Value));
        }
    }, context.CancellationToken);
}
