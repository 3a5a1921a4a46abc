using Contracts;
using MassTransit;

namespace Messaging.Bus;

/// <summary>
/// Which queues react to which event. A broker confirms a message once its exchange has it, and an exchange without
/// a queue drops it; so a publisher declares the queues before its first send, whoever comes up first.
/// </summary>
public static class Topology
{
    public static readonly IReadOnlyDictionary<Type, string[]> Reactions = new Dictionary<Type, string[]>
    {
        [typeof(RoadmapPublished)] = ["progress-replace-outline", "notification-announce-revision"],
        [typeof(RoadmapRetired)] = ["progress-retire-outline"],
        [typeof(LearnerEnrolled)] =
            ["content-count-learner", "notification-welcome-learner", "notification-follow-roadmap"],
        [typeof(LessonCompleted)] = ["content-count-completion", "notification-congratulate-learner"],
        [typeof(LessonReopened)] = ["content-uncount-completion"],
        [typeof(RoadmapCompleted)] = ["content-count-finisher", "notification-celebrate-completion"],
    };

    /// <summary>The queues of one service's consumers.</summary>
    public static IEnumerable<string> QueuesOf(string service) =>
        Reactions.Values.SelectMany(queues => queues)
            .Where(queue => queue.StartsWith(PrefixOf(service), StringComparison.Ordinal));

    /// <summary>What the names of a service's queues begin with.</summary>
    public static string PrefixOf(string service) => $"{service}-";

    /// <summary>The name of the event that a queue is there for.</summary>
    public static string EventOf(string queue) => Reactions.Single(reaction => reaction.Value.Contains(queue)).Key.Name;

    internal static void DeclareQueues(this IRabbitMqBusFactoryConfigurator rabbit)
    {
        // Or each event would go to an exchange of this name, too.
        rabbit.Publish<IEvent>(publish => publish.Exclude = true);
        foreach (var (@event, queues) in Reactions)
        {
            foreach (var queue in queues)
            {
                rabbit.Publish(@event, publish => publish.BindQueue($"{@event.Namespace}:{@event.Name}", queue));
            }
        }
    }
}
