using Contracts;
using MassTransit;
using Messaging.Inbox;
using Messaging.Storage;
using Notifications.Storage;

namespace Notifications;

/// <summary>Welcomes a learner to a roadmap.</summary>
public class WelcomeLearner(Writer<NotificationDb> writer) : IConsumer<LearnerEnrolled>
{
    // Harmless when run twice: the inbox row commits with the notification, and the second time it is there.
    public Task Consume(ConsumeContext<LearnerEnrolled> context) => writer.Run(db =>
    {
        if (db.Inbox.Accepts<WelcomeLearner>(context))
        {
            db.Tell(Notification.Of(context.Message, context.MessageId!.Value));
        }
    }, context.CancellationToken);
}
