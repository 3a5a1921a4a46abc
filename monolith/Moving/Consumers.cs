using Contracts;
using MassTransit;
using Messaging.Events;
using Monolith.Events;
using Monolith.Followers;
using Monolith.Notifications;
using Monolith.Outlines;
using Monolith.Statistics;
using Monolith.Storage;

namespace Monolith.Moving;

/// <summary>
/// Leads an event that happened elsewhere to its reaction. The consumers have the names of the services', since the
/// queues that they read are named for them.
/// </summary>
internal abstract class Consumer<TEvent>(Transactions transactions, Func<MonolithDb, Told<TEvent>, Task> react)
    : IConsumer<TEvent>
    where TEvent : class
{
    public Task Consume(ConsumeContext<TEvent> context) => transactions.Run(
        async db =>
        {
            var messageId = context.MessageId ?? throw new InvalidOperationException("The message has no id.");
            await react(db, new(context.Message, messageId, context.Headers.Get<DateTime>(WireFormat.RepeatOfHeader)));
            return true;
        },
        context.CancellationToken);
}

internal sealed class CountLearner(Transactions transactions)
    : Consumer<LearnerEnrolled>(transactions, Counting.CountLearner);

internal sealed class CountCompletion(Transactions transactions)
    : Consumer<LessonCompleted>(transactions, Counting.CountCompletion);

internal sealed class UncountCompletion(Transactions transactions)
    : Consumer<LessonReopened>(transactions, Counting.UncountCompletion);

internal sealed class CountFinisher(Transactions transactions)
    : Consumer<RoadmapCompleted>(transactions, Counting.CountFinisher);

internal sealed class ReplaceOutline(Transactions transactions)
    : Consumer<RoadmapPublished>(transactions, OutlineReactions.ReplaceOutline);

internal sealed class RetireOutline(Transactions transactions)
    : Consumer<RoadmapRetired>(transactions, OutlineReactions.RetireOutline);

internal sealed class WelcomeLearner(Transactions transactions)
    : Consumer<LearnerEnrolled>(transactions, Telling.WelcomeLearner);

internal sealed class CongratulateLearner(Transactions transactions)
    : Consumer<LessonCompleted>(transactions, Telling.CongratulateLearner);

internal sealed class CelebrateCompletion(Transactions transactions)
    : Consumer<RoadmapCompleted>(transactions, Telling.CelebrateCompletion);

internal sealed class FollowRoadmap(Transactions transactions)
    : Consumer<LearnerEnrolled>(transactions, Announcing.FollowRoadmap);

internal sealed class AnnounceRevision(Transactions transactions)
    : Consumer<RoadmapPublished>(transactions, Announcing.AnnounceRevision);
