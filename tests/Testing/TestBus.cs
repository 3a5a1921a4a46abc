using MassTransit;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace Testing;

/// <summary>
/// Publishes events as another service would, watches those that the service under test publishes, and puts on a
/// queue what no service would.
/// </summary>
public sealed class TestBus(Uri broker) : IAsyncDisposable
{
    private readonly IBusControl bus = Bus.Factory.CreateUsingRabbitMq(rabbit => rabbit.Host(broker));

    private IConnection connection = null!;

    public async Task Start()
    {
        await bus.StartAsync();
        connection = await new ConnectionFactory { Uri = broker }.CreateConnectionAsync();
    }

    /// <summary>Publishes an event; the same <paramref name="messageId"/> again is a second delivery.</summary>
    public Task Publish<T>(T message, Guid? messageId = null)
        where T : class =>
        bus.Publish(message, context => context.MessageId = messageId ?? context.MessageId);

    /// <summary>Collects every <typeparamref name="T"/> that is published from now on.</summary>
    public async Task<Seen<T>> Watch<T>()
        where T : class
    {
        var seen = new Seen<T>();
        var endpoint = bus.ConnectReceiveEndpoint($"test-{Guid.NewGuid():n}", queue =>
        {
            // Durable, because newer brokers refuse a transient queue; gone with the last who listens.
            ((IRabbitMqReceiveEndpointConfigurator)queue).AutoDelete = true;
            queue.Handler<T>(context => seen.Add(context));
        });
        await endpoint.Ready;
        return seen;
    }

    /// <summary>Puts bytes on a queue as they are, for what can't be read.</summary>
    public async Task Send(
        string queue, byte[] body, string contentType = "application/vnd.masstransit+json",
        Dictionary<string, object?>? headers = null)
    {
        await using var channel = await OpenChannel();
        var properties = new BasicProperties
        {
            ContentType = contentType,
            DeliveryMode = DeliveryModes.Persistent,
            Headers = headers,
        };
        await channel.BasicPublishAsync(exchange: "", queue, mandatory: true, properties, body);
    }

    /// <summary>How many messages wait in a queue, not counting those that a consumer has in hand.</summary>
    public async Task<uint> Depth(string queue)
    {
        await using var channel = await OpenChannel();
        return await channel.MessageCountAsync(queue);
    }

    /// <summary>The headers of each message that waits in a queue; all of them stay there.</summary>
    public async Task<IReadOnlyList<IDictionary<string, object?>>> Peek(string queue)
    {
        List<IDictionary<string, object?>> waiting = [];
        // What isn't acknowledged goes back when the channel closes.
        await using var channel = await OpenChannel();
        while (await channel.BasicGetAsync(queue, autoAck: false) is { } message)
        {
            waiting.Add(message.BasicProperties.Headers ?? new Dictionary<string, object?>());
        }

        return waiting;
    }

    /// <summary>Whether there is such a queue.</summary>
    public async Task<bool> Has(string queue)
    {
        try
        {
            await Depth(queue);
            return true;
        }
        catch (OperationInterruptedException)
        {
            return false;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await connection.DisposeAsync();
        await bus.StopAsync();
    }

    // With confirms, a publish to a queue that isn't there throws.
    private Task<IChannel> OpenChannel() => connection.CreateChannelAsync(new CreateChannelOptions(
        publisherConfirmationsEnabled: true,
        publisherConfirmationTrackingEnabled: true));
}
