using MassTransit;
using MassTransit.RabbitMqTransport;
using RabbitMQ.Client;

namespace Messaging.DeadLetters;

/// <summary>
/// Takes a message to the desk at once that can't go to the queue beside its own: with the reason added, its headers no
/// longer fit into one frame, and the broker would end the connection over it again and again.
/// </summary>
internal sealed class LargeHeaders(string queue, IDeadLetters letters, TimeProvider clock)
    : IFilter<ExceptionReceiveContext>, IFilter<ReceiveContext>
{
    // For what the library and the client add to the headers, and the rest of the frame.
    private const uint Margin = 4096;

    public Task Send(ExceptionReceiveContext context, IPipe<ExceptionReceiveContext> next) =>
        SetAside(context, context.ExceptionHeaders.GetAll(), () => next.Send(context));

    public Task Send(ReceiveContext context, IPipe<ReceiveContext> next) =>
        SetAside(context, [], () => next.Send(context));

    public void Probe(ProbeContext context) => context.CreateFilterScope("largeHeaders");

    private async Task SetAside(
        ReceiveContext context, IEnumerable<KeyValuePair<string, object>> reason, Func<Task> usually)
    {
        var message = context.GetPayload<RabbitMqBasicConsumeContext>().Properties;
        var properties = new BasicProperties(message)
        {
            Headers = new Dictionary<string, object?>([.. message.Headers ?? new Dictionary<string, object?>()]),
        };
        foreach (var (name, value) in reason)
        {
            properties.Headers[name] = value;
        }

        var frame = context.GetPayload<ChannelContext>().ConnectionContext.Connection.FrameMax;
        if (((IAmqpWriteable)properties).GetRequiredBufferSize() + Margin > frame)
        {
            var letter = FailedMessage.Read(queue, properties, context.GetBody(), clock.GetUtcNow().UtcDateTime);
            await letters.Take(letter, CancellationToken.None);
        }
        else
        {
            await usually();
        }
    }
}
