using Contracts;
using Messaging.Outbox;

namespace Messaging.Events;

/// <summary>
/// Who reacts to which event. A broker confirms a message once its exchange has it, and an exchange without a queue
/// drops it; so a publisher declares the queues before its first send, whoever comes up first.
/// </summary>
public static class Topology
{
    /// <summary>
    /// A reaction is one name in this list, which its queue has: of its service, and of its consumer.
    /// </summary>
    public static readonly IReadOnlyList<EventFlow> Flows =
    [
        new(typeof(RoadmapPublished), "content", ["progress-replace-outline", "notification-announce-revision"]),
        new(typeof(RoadmapRetired), "content", ["progress-retire-outline"]),
        new(typeof(LearnerEnrolled), "progress",
            ["content-count-learner", "notification-welcome-learner", "notification-follow-roadmap"]),
        new(typeof(LessonCompleted), "progress", ["content-count-completion", "notification-congratulate-learner"]),
        new(typeof(LessonReopened), "progress", ["content-uncount-completion"]),
        new(typeof(RoadmapCompleted), "progress", ["content-count-finisher", "notification-celebrate-completion"]),
    ];

    private const string OutboxSuffix = "-outbox";

    /// <summary>The queues that react to an event.</summary>
    public static readonly IReadOnlyDictionary<Type, string[]> Reactions =
        Flows.ToDictionary(flow => flow.Event, flow => flow.Queues);

    /// <summary>The queues of one service's consumers.</summary>
    public static IEnumerable<string> QueuesOf(string service) =>
        Flows.SelectMany(flow => flow.Queues).Where(queue => ServiceOf(queue) == service);

    /// <summary>The service that a queue's name begins with.</summary>
    public static string ServiceOf(string queue) => queue[..queue.IndexOf('-')];

    /// <summary>What the names of a service's queues begin with.</summary>
    public static string PrefixOf(string service) => $"{service}-";

    /// <summary>The name of the event that a queue is there for.</summary>
    public static string EventOf(string queue) => Flows.Single(flow => flow.Queues.Contains(queue)).Event.Name;

    /// <summary>What stands for a queue where a service's own events lie that could not be sent.</summary>
    public static string OutboxOf(string service) => $"{service}{OutboxSuffix}";

    /// <summary>Whether the name is one of <see cref="OutboxOf"/>, and no queue at the broker.</summary>
    public static bool IsOutbox(string queue) => queue.EndsWith(OutboxSuffix, StringComparison.Ordinal);

    /// <summary>
    /// On whose desk an event of a process lies that could not be sent: the service's, or in a process of several
    /// modules its publisher's. One that this version doesn't know has to lie on some desk: content's.
    /// </summary>
    internal static string PublisherOf(string @event, string process) =>
        QueuesOf(process).Any()
            ? process
            : Flows.FirstOrDefault(flow => flow.Event.Name == @event)?.Publisher ?? "content";

    /// <summary>Where a publisher sends each event, by its name.</summary>
    internal static IReadOnlyDictionary<string, Route> Routes => Flows.ToDictionary(
        flow => flow.Event.Name, flow => new Route(WireFormat.NameOf(flow.Event), flow.Queues));
}
