using Messaging.Events;

namespace Messaging.DeadLetters;

/// <summary>Where MassTransit sets aside what the consumers of one service fail on, or have no handler for.</summary>
public sealed class DeadLetterQueues(string service)
{
    private static readonly string[] Kinds = ["error", "skipped"];

    /// <summary>Each queue of the service, with a queue that its messages are set aside in.</summary>
    public IEnumerable<(string Queue, string Source)> Sources =>
        from queue in Topology.QueuesOf(service)
        from kind in Kinds
        select (queue, $"{queue}_{kind}");
}
