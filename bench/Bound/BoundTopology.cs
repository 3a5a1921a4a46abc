using RabbitMQ.Client;

namespace Bench.Bound;

/// <summary>Where the bound's event goes.</summary>
internal static class BoundTopology
{
    public const string Exchange = "bound-lesson-completed";
    public const string Queue = "bound-congratulate-learner";

    public static Task<IConnection> Connect(IConfiguration configuration) =>
        new ConnectionFactory { Uri = new Uri(configuration.GetConnectionString("RabbitMq")!) }.CreateConnectionAsync();

    /// <summary>A channel, with the queue declared and bound.</summary>
    public static async Task<IChannel> Open(IConnection connection, CreateChannelOptions? options = null)
    {
        var channel = await connection.CreateChannelAsync(options);
        await channel.ExchangeDeclareAsync(Exchange, ExchangeType.Fanout, durable: true);
        await channel.QueueDeclareAsync(Queue, durable: true, exclusive: false, autoDelete: false);
        await channel.QueueBindAsync(Queue, Exchange, routingKey: "");
        return channel;
    }
}
