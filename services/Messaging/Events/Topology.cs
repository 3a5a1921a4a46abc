using Contracts;
using Messaging.Outbox;

namespace Messaging.Events;

/// <summary>
/// Which queues react to which event. A broker confirms a message once its exchange has it, and an exchange without
/// a queue drops it; so a publisher declares the queues before its first send, whoever comes up first.
/// </summary>
public static class Topology
{
    /// <summary>The names of the queues, by type of event.</summary>
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

    private const string OutboxSuffix = "-outbox";

    private static readonly Dictionary<string, string> Publishers = new()
    {
        [nameof(RoadmapPublished)] = "content",
        [nameof(RoadmapRetired)] = "content",
        [nameof(LearnerEnrolled)] = "progress",
        [nameof(LessonCompleted)] = "progress",
        [nameof(LessonReopened)] = "progress",
        [nameof(RoadmapCompleted)] = "progress",
    };

    /// <summary>The queues of one service's consumers.</summary>
    public static IEnumerable<string> QueuesOf(string service) =>
        Reactions.Values.SelectMany(queues => queues)
            .Where(queue => queue.StartsWith(PrefixOf(service), StringComparison.Ordinal));

    /// <summary>What the names of a service's queues begin with.</summary>
    public static string PrefixOf(string service) => $"{service}-";

    /// <summary>The name of the event that a queue is there for.</summary>
    public static string EventOf(string queue) => Reactions.Single(reaction => reaction.Value.Contains(queue)).Key.Name;

    /// <summary>What stands for a queue where a service's own events lie that could not be sent.</summary>
    public static string OutboxOf(string service) => $"{service}{OutboxSuffix}";

    /// <summary>Whether the name is one of <see cref="OutboxOf"/>, and no queue at the broker.</summary>
    public static bool IsOutbox(string queue) => queue.EndsWith(OutboxSuffix, StringComparison.Ordinal);

    /// <summary>
    /// On whose desk an event of a process lies that could not be sent: the service's, or in a process of several
    /// modules its publisher's. One that this version doesn't know has to lie on some desk: content's.
    /// </summary>
    internal static string PublisherOf(string @event, string process) =>
        QueuesOf(process).Any() ? process : Publishers.GetValueOrDefault(@event, "content");

    /// <summary>Where a publisher sends each event, by its name.</summary>
    internal static IReadOnlyDictionary<string, Route> Routes => Reactions.ToDictionary(
        reaction => reaction.Key.Name, reaction => new Route(WireFormat.NameOf(reaction.Key), reaction.Value));
}
