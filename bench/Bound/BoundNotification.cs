using System.Text.Json;
using System.Threading.Channels;
using Contracts;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;

namespace Bench.Bound;

/// <summary>
/// One consumer, one transaction for all messages that are there, one acknowledgement for all of them.
/// </summary>
internal static class BoundNotification
{
    private const int MostInOneCommit = 512;

    public static async Task Run(string[] arguments)
    {
        var builder = WebApplication.CreateSlimBuilder(arguments);
        builder.Logging.ClearProviders();
        var app = builder.Build();

        var telling = new Telling(app.Configuration.GetConnectionString("Notification")!);
        await using var connection = await BoundTopology.Connect(app.Configuration);
        var channel = await BoundTopology.Open(connection);
        var arrived = Channel.CreateUnbounded<Arrival>();
        await channel.BasicQosAsync(0, prefetchCount: 2 * MostInOneCommit, global: false);
        var consumer = new AsyncEventingBasicConsumer(channel);
        consumer.ReceivedAsync += (_, delivery) =>
        {
            // The body is the client's own again after this.
            var told = JsonSerializer.Deserialize<LessonCompleted>(delivery.Body.Span)!;
            arrived.Writer.TryWrite(new(delivery.DeliveryTag, delivery.BasicProperties.MessageId!, told));
            return Task.CompletedTask;
        };
        await channel.BasicConsumeAsync(BoundTopology.Queue, autoAck: false, consumer);
        _ = Handle(arrived.Reader, telling, channel);

        app.Run(context => context.Response.WriteAsync("alive"));
        await app.RunAsync();
    }

    private static async Task Handle(ChannelReader<Arrival> arrived, Telling telling, IChannel channel)
    {
        List<Arrival> batch = [];
        while (await arrived.WaitToReadAsync())
        {
            while (batch.Count < MostInOneCommit && arrived.TryRead(out var arrival))
            {
                batch.Add(arrival);
            }

            telling.Tell(batch);
            await channel.BasicAckAsync(batch[^1].Tag, multiple: true);
            batch.Clear();
        }
    }
}

/// <summary>A message that was delivered.</summary>
internal sealed record Arrival(ulong Tag, string MessageId, LessonCompleted Told);
