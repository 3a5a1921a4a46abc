namespace Messaging.DeadLetters;

/// <summary>What an operator did with a dead letter, stored in the same write as its effect.</summary>
public class AuditEntry
{
    public required Guid DeadLetterId { get; init; }

    /// <summary>Replayed or discarded.</summary>
    public required DeadLetterState What { get; init; }

    /// <summary>The subject of the operator's token.</summary>
    public required string Who { get; init; }

    public required DateTime When { get; init; }

    public string? Reason { get; init; }
}
