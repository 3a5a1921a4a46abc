using MassTransit;

namespace Messaging.Bus;

/// <summary>A queue of a service, and what reads it.</summary>
public sealed record QueueReader(string Queue, Action<IRegistrationContext, IReceiveEndpointConfigurator> Read)
{
    private static readonly KebabCaseEndpointNameFormatter Names = new(false);

    /// <summary>Consumers that the messaging knows, each at the queue that is named for it.</summary>
    public static QueueReader[] Of(string service, IEnumerable<Type> consumers) =>
    [
        .. consumers.Select(consumer => new QueueReader(
            $"{service}-{Names.SanitizeName(consumer.Name)}",
            (context, endpoint) => context.ConfigureConsumer(consumer, endpoint))),
    ];
}
