using Messaging.DeadLetters;
using Messaging.Outbox;
using MongoDB.Bson.Serialization.Attributes;

namespace Content.Storage;

/// <summary>
/// A dead letter's document. That it is replayed, its audit, and the outbox's entry change in one write.
/// </summary>
/// <param name="Id">The letter's.</param>
/// <param name="Letter">The letter itself, with its audit.</param>
/// <param name="Pending">Replays that the broker has not confirmed yet, oldest first.</param>
internal sealed record DeadLetterDocument(
    [property: BsonId] Guid Id, DeadLetter Letter, IReadOnlyList<OutboxMessage> Pending)
{
    /// <summary>When this was written: a module that moves is followed by it.</summary>
    public DateTime ChangedAt { get; init; } = DateTime.UtcNow;
}
