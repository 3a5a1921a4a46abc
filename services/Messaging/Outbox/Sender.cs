using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace Messaging.Outbox;

/// <summary>Sends messages as they are stored, over a channel of its own, on which the broker confirms each.</summary>
/// <param name="connect">Opens a connection to the broker; throws why there is none.</param>
/// <param name="routes">Where events go, by their names.</param>
public sealed class Sender(
    Func<CancellationToken, Task<IConnection>> connect, IReadOnlyDictionary<string, Route> routes) : IAsyncDisposable
{
    // Where MassTransit's consumers look for the trace that they join.
    private const string TraceHeader = "MT-Activity-Id";

    private static readonly CreateChannelOptions Confirmed =
        new(publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true);

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    private IConnection? connection;
    private IChannel? channel;

    /// <summary>
    /// Connects, unless it is connected, and declares where events go: a broker confirms a message once its exchange
    /// has it, and an exchange without a queue drops it, so the queues have to be there first.
    /// </summary>
    public async Task Connect(CancellationToken cancellation)
    {
        if (channel is { IsOpen: true })
        {
            return;
        }

        await Disconnect();
        connection = await connect(cancellation);
        channel = await connection.CreateChannelAsync(Confirmed, cancellation);
        foreach (var (exchange, queues) in routes.Values)
        {
            await channel.ExchangeDeclareAsync(
                exchange, ExchangeType.Fanout, durable: true, autoDelete: false, cancellationToken: cancellation);
            foreach (var queue in queues)
            {
                await channel.QueueDeclareAsync(
                    queue, durable: true, exclusive: false, autoDelete: false, cancellationToken: cancellation);
                await channel.QueueBindAsync(queue, exchange, routingKey: "", cancellationToken: cancellation);
            }
        }
    }

    /// <summary>
    /// Returns once the broker has the message in its queues, sent in a trace (W3C) or in none. Throws
    /// <see cref="UnsendableException"/> if it never will, and whatever says why it has not otherwise; see also
    /// <see cref="IsRefusal"/>.
    /// </summary>
    public async Task Send(OutboxMessage message, string? trace, CancellationToken cancellation)
    {
        var (exchange, queue) = AddressOf(message);
        var properties = PropertiesOf(message, trace);
        try
        {
            // Mandatory: a queue that isn't there is an error, where the broker would drop the message and confirm.
            await channel!.BasicPublishAsync(exchange, queue, mandatory: true, properties, message.Body, cancellation);
        }
        catch (PublishException failure) when (failure.IsReturn && message.Queue is not null)
        {
            throw new UnsendableException($"The broker has no queue {message.Queue}.", failure);
        }
    }

    /// <summary>
    /// Whether the broker closed the channel, or the connection, over something that was sent. It doesn't say over
    /// which message: of several in flight it may be any.
    /// </summary>
    public static bool IsRefusal(Exception? failure) => failure is OperationInterruptedException
    {
        ShutdownReason:
        {
            Initiator: ShutdownInitiator.Peer,
            ReplyCode: Constants.ContentTooLarge or Constants.NotFound or Constants.PreconditionFailed
                or Constants.FrameError or Constants.SyntaxError
        }
    };

    /// <summary>Gives the connection up, whatever its state; the next <see cref="Connect"/> makes another.</summary>
    public async Task Disconnect()
    {
        if (connection is not null)
        {
            var old = connection;
            (connection, channel) = (null, null);
            await old.AbortAsync(Patience);
            await old.DisposeAsync();
        }
    }

    public async ValueTask DisposeAsync() => await Disconnect();

    private (string Exchange, string Queue) AddressOf(OutboxMessage message) =>
        message.Damage is { } damage ? throw new UnsendableException(damage)
        : message.Queue is { } queue ? ("", queue)
        : routes.TryGetValue(message.Event, out var route) ? (route.Exchange, "")
        : throw new UnsendableException($"This version knows no event {message.Event}. Replay it with one that does.");

    private static BasicProperties PropertiesOf(OutboxMessage message, string? trace)
    {
        try
        {
            var headers = MessageHeaders.Read(message.Headers);
            if (trace is not null)
            {
                headers.TryAdd(TraceHeader, trace);
            }

            return new()
            {
                MessageId = message.MessageId.ToString(),
                ContentType = message.ContentType,
                ContentEncoding = message.ContentEncoding,
                CorrelationId = message.CorrelationId,
                DeliveryMode = DeliveryModes.Persistent,
                Headers = headers,
            };
        }
        catch (Exception failure)
        {
            throw new UnsendableException($"Its headers can't be read: {failure.GetBaseException().Message}", failure);
        }
    }
}

/// <summary>Where an event goes: to its exchange, and from there to the queues of all that react to it.</summary>
public sealed record Route(string Exchange, IReadOnlyCollection<string> Queues);

/// <summary>Why a message can't be sent, however often it is tried. The others behind it can.</summary>
public sealed class UnsendableException(string reason, Exception? cause = null) : Exception(reason, cause);

/// <summary>Keeps a message that can't be sent for somebody who finds out why. Keeping it twice is harmless.</summary>
public delegate Task SetAside(OutboxMessage message, string reason);
