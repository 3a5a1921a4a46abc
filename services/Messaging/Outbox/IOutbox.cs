namespace Messaging.Outbox;

/// <summary>
/// The events that wait for the broker: rows beside the data (<see cref="OutboxTable{TDb}"/>), or inside the
/// documents that changed (content on MongoDB).
/// </summary>
public interface IOutbox
{
    /// <summary>The oldest events that wait, in order of writing.</summary>
    Task<IReadOnlyList<OutboxMessage>> Pending(int limit, CancellationToken cancellation);

    /// <summary>Removes events that the broker has confirmed.</summary>
    Task Forget(IReadOnlyCollection<OutboxMessage> confirmed, CancellationToken cancellation);

    /// <summary>Whether this replica is the one that sends; renews its lease.</summary>
    Task<bool> HoldLease(CancellationToken cancellation);

    /// <summary>Lets another replica send at once.</summary>
    Task ReleaseLease();
}
