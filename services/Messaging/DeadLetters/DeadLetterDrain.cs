using Messaging.Broker;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;

namespace Messaging.DeadLetters;

/// <summary>
/// Moves what MassTransit set aside from the broker to the desk, since a queue can be neither listed nor addressed.
/// A message is acknowledged once it is stored; a crash in between delivers it again, and the desk knows it.
/// </summary>
public sealed class DeadLetterDrain(
    DeskConnection desk, IDeadLetters letters, DeadLetterQueues queues, TimeProvider clock,
    ILogger<DeadLetterDrain> log)
    : BackgroundService
{
    private const int InHand = 32;
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly Trouble trouble = new(log);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await Drain(stoppingToken);
            }
            catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
            {
                // Whoever opens the connection again says what is wrong with it.
                if (desk.IsOpen)
                {
                    trouble.Is("Dead letters wait in their queues", failure);
                }
            }

            await Task.Delay(Pause, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Takes what comes, until the channel closes.</summary>
    private async Task Drain(CancellationToken stopping)
    {
        var connection = await desk.Open(stopping);
        await using var channel = await connection.CreateChannelAsync(
            new CreateChannelOptions(false, false, consumerDispatchConcurrency: InHand), stopping);
        var closed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        channel.ChannelShutdownAsync += (_, _) => Closed();
        await channel.BasicQosAsync(0, InHand, global: false, stopping);

        foreach (var (queue, source) in queues.Sources)
        {
            // As MassTransit declares it with its first failure: whoever comes first, the other finds it fitting.
            await channel.QueueDeclareAsync(
                source, durable: true, exclusive: false, autoDelete: false, cancellationToken: stopping);

            var consumer = new AsyncEventingBasicConsumer(channel);
            consumer.ReceivedAsync += (_, message) => Take(queue, message, channel, stopping);
            consumer.UnregisteredAsync += (_, _) => Closed();
            await channel.BasicConsumeAsync(source, autoAck: false, consumer, stopping);
        }

        trouble.IsOver("Dead letters are taken to the desk again.");
        await closed.Task.WaitAsync(stopping);

        Task Closed()
        {
            closed.TrySetResult();
            return Task.CompletedTask;
        }
    }

    private async Task Take(string queue, BasicDeliverEventArgs message, IChannel channel, CancellationToken stopping)
    {
        try
        {
            // The client reuses the memory once this method has ended.
            var letter = FailedMessage.Read(
                queue, message.BasicProperties, message.Body.ToArray(), clock.GetUtcNow().UtcDateTime);
            await letters.Take(letter, stopping);
            await channel.BasicAckAsync(message.DeliveryTag, multiple: false, stopping);
        }
        catch (Exception failure) when (!stopping.IsCancellationRequested && channel.IsOpen)
        {
            log.LogWarning(
                failure, "A dead letter of {Queue} stays at the broker; trying again in {Pause}", queue, Pause);
            await Task.Delay(Pause, stopping);
            await channel.BasicNackAsync(message.DeliveryTag, multiple: false, requeue: true, stopping);
        }
    }
}
