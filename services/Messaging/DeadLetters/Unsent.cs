using System.Diagnostics;
using System.Text.Json;
using Messaging.Events;
using Messaging.Outbox;

namespace Messaging.DeadLetters;

/// <summary>
/// The ways between outbox and desk: what can't be sent becomes a letter, and a letter is sent again.
/// </summary>
public static class Unsent
{
    /// <summary>
    /// The letter for a message that can't be sent: of an event at its publisher, of a replay the one that it was.
    /// </summary>
    public static DeadLetter LetterOf(OutboxMessage message, string publisher, string reason, DateTime now)
    {
        var queue = message.Queue ?? Topology.OutboxOf(publisher);
        return new()
        {
            Id = DeadLetter.IdOf(queue, message.MessageId, message.Body),
            Queue = queue,
            MessageId = message.MessageId,
            Event = message.Event,
            Error = $"Not sent: {reason}",
            Attempts = 0,
            SentAt = message.StoredAt,
            FailedAt = now,
            Body = message.Body,
            ContentType = message.ContentType,
            ContentEncoding = message.ContentEncoding,
            CorrelationId = message.CorrelationId,
            Headers = message.Headers,
        };
    }

    /// <summary>The message that sends a letter where it was to go, as it was, with the id that it had.</summary>
    public static OutboxMessage Replay(this DeadLetter letter) => new()
    {
        MessageId = letter.MessageId,
        Queue = letter.WasPublished ? null : letter.Queue,
        Event = letter.Event,
        Body = letter.Body,
        ContentType = letter.ContentType,
        ContentEncoding = letter.ContentEncoding,
        CorrelationId = letter.CorrelationId,
        Headers = FailedHeaders.Original(letter.Headers),
        TraceParent = Activity.Current?.Id,
        StoredAt = DateTime.UtcNow,
    };

    /// <summary>Why a letter can't be sent again as it was; null if it can.</summary>
    internal static string? WhyLost(this DeadLetter letter)
    {
        try
        {
            MessageHeaders.Read(FailedHeaders.Original(letter.Headers));
            return null;
        }
        catch (Exception failure) when (failure is JsonException or FormatException or InvalidOperationException)
        {
            return $"Its headers can't be read, so it can't be sent as it was. {failure.GetBaseException().Message} "
                + "Discard it, and let its publisher republish if need be.";
        }
    }
}
