using System.Threading.Channels;
using RabbitMQ.Client;

namespace Bench.Bound;

/// <summary>
/// Publishes with as many confirms in flight as there are messages, and forgets the confirmed in batches.
/// </summary>
internal sealed class BoundRelay
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    private readonly Channel<long> confirmed = Channel.CreateUnbounded<long>();
    private readonly Completing completing;
    private readonly IChannel channel;

    private BoundRelay(Completing completing, IChannel channel) =>
        (this.completing, this.channel) = (completing, channel);

    public static async Task<BoundRelay> Start(Completing completing, IConnection connection)
    {
        var options = new CreateChannelOptions(
            publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true);
        var relay = new BoundRelay(completing, await BoundTopology.Open(connection, options));
        _ = relay.ForgetConfirmed();
        return relay;
    }

    /// <summary>Sends in the background.</summary>
    public void Send(BoundMessage message) => _ = Publish(message);

    private async Task Publish(BoundMessage message)
    {
        var properties = new BasicProperties { MessageId = message.Id, DeliveryMode = DeliveryModes.Persistent };
        await channel.BasicPublishAsync(BoundTopology.Exchange, "", mandatory: true, properties, message.Body);
        confirmed.Writer.TryWrite(message.Sequence);
    }

    private async Task ForgetConfirmed()
    {
        List<long> batch = [];
        while (await confirmed.Reader.WaitToReadAsync())
        {
            await Task.Delay(Pause);
            while (confirmed.Reader.TryRead(out var sequence))
            {
                batch.Add(sequence);
            }

            await completing.Forget(batch);
            batch.Clear();
        }
    }
}
