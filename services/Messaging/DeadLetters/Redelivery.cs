using Messaging.Outbox;
using RabbitMQ.Client;

namespace Messaging.DeadLetters;

/// <summary>Sends a replayed letter to its queue and to no other, byte for byte as it first came.</summary>
public sealed class Redelivery(IDeadLetters letters, DeskConnection connection)
{
    private static readonly CreateChannelOptions Confirmed =
        new(publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true);

    /// <summary>Returns once the broker has the message in the queue; throws why it has not.</summary>
    public async Task Send(OutboxMessage replay, CancellationToken cancellation)
    {
        var letter = await letters.Find(replay.DeadLetterId!.Value, cancellation)
            ?? throw new InvalidOperationException($"The outbox replays a dead letter that is gone ({replay.DeadLetterId}).");

        var broker = await connection.Open(cancellation);
        await using var channel = await broker.CreateChannelAsync(Confirmed, cancellation);
        // Mandatory: a queue that isn't there is an error, where the broker would drop the message and confirm.
        await channel.BasicPublishAsync(
            exchange: "", letter.Queue, mandatory: true, PropertiesOf(letter), letter.Body, cancellation);
    }

    private static BasicProperties PropertiesOf(DeadLetter letter) => new()
    {
        MessageId = letter.MessageId.ToString(),
        ContentType = letter.ContentType,
        ContentEncoding = letter.ContentEncoding,
        CorrelationId = letter.CorrelationId,
        DeliveryMode = DeliveryModes.Persistent,
        Headers = MessageHeaders.Original(letter.Headers),
    };
}
