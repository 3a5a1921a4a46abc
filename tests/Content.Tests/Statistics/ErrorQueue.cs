using System.Text;
using RabbitMQ.Client;

namespace Content.Tests.Statistics;

/// <summary>Sees what goes to a queue's error queue from now on, whoever takes it from there.</summary>
internal sealed class ErrorQueue(IConnection connection, IChannel channel, string copy) : IAsyncDisposable
{
    private readonly List<string> bodies = [];

    public static async Task<ErrorQueue> Of(string queue, Uri broker)
    {
        var connection = await new ConnectionFactory { Uri = broker }.CreateConnectionAsync();
        var channel = await connection.CreateChannelAsync();
        await channel.ExchangeDeclareAsync($"{queue}_error", ExchangeType.Fanout, durable: true);
        var copy = await channel.QueueDeclareAsync();
        await channel.QueueBindAsync(copy.QueueName, $"{queue}_error", routingKey: "");
        return new(connection, channel, copy.QueueName);
    }

    /// <summary>How many messages so far have this in their body.</summary>
    public async Task<int> Count(string mark)
    {
        while (await channel.BasicGetAsync(copy, autoAck: true) is { } message)
        {
            bodies.Add(Encoding.UTF8.GetString(message.Body.Span));
        }

        return bodies.Count(body => body.Contains(mark));
    }

    public async ValueTask DisposeAsync()
    {
        await channel.DisposeAsync();
        await connection.DisposeAsync();
    }
}
