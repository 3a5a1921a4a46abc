using RabbitMQ.Client;

namespace Bench.Bound;

/// <summary>Where the bound's event goes.</summary>
internal static class BoundTopology
{
    public const string Exchange = "bound-lesson-completed";
    public const string Queue = "bound-congratulate-learner";

    /// <summary>A channel on a connection of its own, with the queue declared and bound.</summary>
    public static async Task<IChannel> Open(IConfiguration configuration, CreateChannelOptions? options = null)
    {
        var factory = new ConnectionFactory { Uri = new Uri(configuration.GetConnectionString("RabbitMq")!) };
        var connection = await factory.CreateConnectionAsync();
        var channel = await connection.CreateChannelAsync(options);
        await channel.ExchangeDeclareAsync(Exchange, ExchangeType.Fanout, durable: true);
        await channel.QueueDeclareAsync(Queue, durable: true, exclusive: false, autoDelete: false);
        await channel.QueueBindAsync(Queue, Exchange, routingKey: "");
        return channel;
    }
}
