using System.Collections.Concurrent;
using Contracts;
using Messaging.Events;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;

namespace Faults.Lab;

/// <summary>
/// Takes a copy of every event about lessons, and puts it into the queues of those who react to it: the same message,
/// with the same id, as a broker may deliver it, at a time and in an order of the tests' choice.
/// </summary>
internal sealed class Shovel : IAsyncDisposable
{
    private const string Queue = "faults-shovel";

    private static readonly (string Exchange, string Queue)[] Routes =
    [
        .. new[] { typeof(LessonCompleted), typeof(LessonReopened) }.SelectMany(@event =>
            Topology.Reactions[@event].Select(queue => ($"{@event.Namespace}:{@event.Name}", queue)))
    ];

    private readonly ConcurrentQueue<Message> taken = new();
    private readonly IConnection connection;
    private readonly IChannel channel;
    private TaskCompletionSource caughtUp = new();

    private Shovel(IConnection connection, IChannel channel) => (this.connection, this.channel) = (connection, channel);

    /// <summary>Begins to take copies.</summary>
    public static async Task<Shovel> Start(Uri broker)
    {
        var connection = await new ConnectionFactory { Uri = broker }.CreateConnectionAsync();
        var shovel = new Shovel(connection, await connection.CreateChannelAsync(new CreateChannelOptions(
            publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true)));
        await shovel.Take();
        return shovel;
    }

    /// <summary>Keeps the events from their queues, so that none but the shovel brings them there.</summary>
    public async Task Divert()
    {
        foreach (var (exchange, queue) in Routes)
        {
            await channel.QueueUnbindAsync(queue, exchange, "");
            await channel.ExchangeUnbindAsync(queue, exchange, "");
        }
    }

    public async Task EndDiversion()
    {
        foreach (var (exchange, queue) in Routes)
        {
            await channel.ExchangeBindAsync(queue, exchange, "");
            await channel.QueueBindAsync(queue, exchange, "");
        }
    }

    /// <summary>Delivers all that was taken, in an order of chance, each as often as said.</summary>
    public async Task Deliver(int times, Random random)
    {
        var messages = taken.SelectMany(message => Enumerable.Repeat(message, times)).ToArray();
        taken.Clear();
        random.Shuffle(messages);

        foreach (var (exchange, properties, body) in messages)
        {
            foreach (var (_, queue) in Routes.Where(route => route.Exchange == exchange))
            {
                await channel.BasicPublishAsync("", queue, mandatory: true, properties, body);
            }
        }
    }

    /// <summary>Waits until all that was published so far has been taken: a message of ours comes behind it.</summary>
    public async Task CatchUp()
    {
        caughtUp = new(TaskCreationOptions.RunContinuationsAsynchronously);
        await channel.BasicPublishAsync("", Queue, mandatory: true, new BasicProperties(), Array.Empty<byte>());
        await caughtUp.Task.WaitAsync(TimeSpan.FromSeconds(120));
    }

    public async ValueTask DisposeAsync()
    {
        await channel.QueueDeleteAsync(Queue);
        await channel.DisposeAsync();
        await connection.DisposeAsync();
    }

    private async Task Take()
    {
        await channel.QueueDeclareAsync(Queue, durable: true, exclusive: false, autoDelete: false);
        foreach (var exchange in Routes.Select(route => route.Exchange).Distinct())
        {
            await channel.QueueBindAsync(Queue, exchange, "");
        }

        var consumer = new AsyncEventingBasicConsumer(channel);
        consumer.ReceivedAsync += (_, message) =>
        {
            if (message.Exchange == "")
            {
                caughtUp.SetResult();
            }
            else
            {
                // The memory is the library's again after this.
                var body = message.Body.ToArray();
                taken.Enqueue(new(message.Exchange, new BasicProperties(message.BasicProperties), body));
            }

            return Task.CompletedTask;
        };
        await channel.BasicConsumeAsync(Queue, autoAck: true, consumer);
    }

    private sealed record Message(string Exchange, BasicProperties Properties, byte[] Body);
}
