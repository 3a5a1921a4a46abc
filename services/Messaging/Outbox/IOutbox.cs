namespace Messaging.Outbox;

/// <summary>
/// The messages that wait for the broker: rows beside the data (<see cref="OutboxTable{TDb}"/>), or inside the
/// documents that changed (content on MongoDB).
/// </summary>
public interface IOutbox
{
    /// <summary>The oldest that wait, in order of writing, but for those that are sent and not yet forgotten.</summary>
    Task<IReadOnlyList<OutboxMessage>> Pending(
        IReadOnlyCollection<OutboxMessage> sent, int limit, CancellationToken cancellation);

    /// <summary>Removes what the broker has confirmed, or what was set aside.</summary>
    Task Forget(IReadOnlyCollection<OutboxMessage> sent, CancellationToken cancellation);

    /// <summary>Whether this replica is the one that sends; renews its lease.</summary>
    Task<bool> HoldLease(CancellationToken cancellation);

    /// <summary>Lets another replica send at once.</summary>
    Task ReleaseLease();
}
