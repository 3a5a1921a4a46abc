using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Messaging.Events;
using RabbitMQ.Client;

namespace Messaging.DeadLetters;

/// <summary>Reads what MassTransit set aside: the message as it was, with headers that say why.</summary>
internal static class FailedMessage
{
    /// <summary>
    /// Makes the letter for a message that failed on <paramref name="queue"/>. Never throws: any bytes do.
    /// </summary>
    public static DeadLetter Read(string queue, IReadOnlyBasicProperties properties, byte[] body, DateTime now)
    {
        var headers = FailedHeaders.ToJson(properties.Headers ?? new Dictionary<string, object?>());
        var envelope = Envelope.Read(body);
        var failedAt = Time(headers.Text("MT-Fault-Timestamp"));
        // Without an id of its own, a message is known by its bytes and the time of its failure.
        var messageId = Guid.TryParse(properties.MessageId, out var id)
            ? id
            : NameBasedId.Of(properties.MessageId ?? "", body, failedAt?.ToString("O") ?? "");

        return new DeadLetter
        {
            Id = DeadLetter.IdOf(queue, messageId, body),
            Queue = queue,
            MessageId = messageId,
            Event = envelope?.MessageType?.FirstOrDefault()?.Split(':')[^1] ?? Topology.EventOf(queue),
            Error = ErrorOf(headers),
            Attempts = 1 + RetriesOf(headers),
            // An envelope that can't be read doesn't say when it was sent; it wasn't later than this.
            SentAt = InMilliseconds(envelope?.SentTime?.ToUniversalTime() ?? failedAt ?? now),
            FailedAt = InMilliseconds(failedAt ?? now),
            Body = body,
            ContentType = properties.ContentType,
            ContentEncoding = properties.ContentEncoding,
            CorrelationId = properties.CorrelationId,
            Headers = headers.ToJsonString(),
        };
    }

    private static string ErrorOf(JsonObject headers) =>
        headers.Text("MT-Fault-Message") is { } message
            ? $"{headers.Text("MT-Fault-ExceptionType")}: {message}"
            : "Skipped: the consumer of this queue does not know this type of message.";

    private static int RetriesOf(JsonObject headers) =>
        headers["MT-Fault-RetryCount"] is JsonValue value && value.TryGetValue<long>(out var retries)
            ? (int)retries
            : 0;

    private static DateTime? Time(string? text) => DateTime.TryParse(
        text, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal | DateTimeStyles.AssumeUniversal,
        out var time)
            ? time
            : null;

    // MongoDB keeps no finer.
    private static DateTime InMilliseconds(DateTime time) =>
        time.AddTicks(-(time.Ticks % TimeSpan.TicksPerMillisecond));

    private sealed record Envelope(string?[]? MessageType, DateTime? SentTime)
    {
        public static Envelope? Read(byte[] body)
        {
            try
            {
                return JsonSerializer.Deserialize<Envelope>(body, JsonSerializerOptions.Web);
            }
            catch (JsonException)
            {
                return null;
            }
        }
    }
}
