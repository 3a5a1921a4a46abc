namespace Moving.Records;

/// <summary>
/// A message that a consumer of the module could not handle, with what operators did about it;
/// <paramref name="State"/> is <c>Waiting</c>, <c>Replayed</c> or <c>Discarded</c>, <paramref name="Headers"/> is JSON.
/// </summary>
public record MovedDeadLetter(
    Guid Id,
    string Queue,
    Guid MessageId,
    string Event,
    string Error,
    int Attempts,
    DateTime SentAt,
    DateTime FailedAt,
    string State,
    byte[] Body,
    string? ContentType,
    string? ContentEncoding,
    string? CorrelationId,
    string Headers,
    IReadOnlyList<MovedAuditEntry> Audit);

/// <summary>What an operator did; <paramref name="What"/> is <c>Replayed</c> or <c>Discarded</c>.</summary>
public record MovedAuditEntry(string What, string Who, DateTime When, string? Reason);
