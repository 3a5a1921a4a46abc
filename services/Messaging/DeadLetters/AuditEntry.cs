namespace Messaging.DeadLetters;

/// <summary>What an operator did with a dead letter, stored in the same write as its effect.</summary>
public class AuditEntry
{
    public required Guid DeadLetterId { get; init; }

    /// <summary>Replayed or discarded.</summary>
    public required DeadLetterState What { get; init; }

    /// <summary>The subject of the operator's token.</summary>
    public required string Who { get; init; }

    /// <summary>UTC.</summary>
    public required DateTime When { get; init; }

    /// <summary>The operator's words, of a letter that was discarded.</summary>
    public string? Reason { get; init; }
}
