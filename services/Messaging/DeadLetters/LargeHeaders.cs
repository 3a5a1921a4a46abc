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

    public async Task Send(ExceptionReceiveContext context, IPipe<ExceptionReceiveContext> next)
    {
        if (await IsSetAside(context, context.ExceptionHeaders.GetAll()))
        {
            // Or it would be skipped, too, as a message that nobody has taken.
            await context.NotifyFaulted(context.Exception);
        }
        else
        {
            await next.Send(context);
        }
    }

    public async Task Send(ReceiveContext context, IPipe<ReceiveContext> next)
    {
        if (!await IsSetAside(context, []))
        {
            await next.Send(context);
        }
    }

    public void Probe(ProbeContext context) => context.CreateFilterScope("largeHeaders");

    private async Task<bool> IsSetAside(ReceiveContext context, IEnumerable<KeyValuePair<string, object>> reason)
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
        if (((IAmqpWriteable)properties).GetRequiredBufferSize() + Margin <= frame)
        {
            return false;
        }

        var letter = FailedMessage.Read(queue, properties, context.GetBody(), clock.GetUtcNow().UtcDateTime);
        await letters.Take(letter, CancellationToken.None);
        return true;
    }
}
