using MassTransit;
using Messaging.Outbox;
using Microsoft.Extensions.DependencyInjection;

namespace Messaging.Bus;

/// <summary>A process' connection to the broker while it is wanted: its bus, and the relay of its outbox.</summary>
public sealed class MessagingRun(IServiceProvider services)
{
    private MassTransitHostedService? bus;
    private Relay? relay;

    /// <summary>
    /// Connects, without waiting for the broker, and begins to send what the outbox holds. Once is enough.
    /// </summary>
    public async Task Start()
    {
        if (bus is null)
        {
            // Only now, because asking for them makes the bus.
            bus = services.GetRequiredService<MassTransitHostedService>();
            relay = services.GetRequiredService<Relay>();
            await bus.StartAsync(CancellationToken.None);
            await relay.StartAsync(CancellationToken.None);
        }
    }

    public async Task Stop(CancellationToken limit)
    {
        if (bus is not null && relay is not null)
        {
            await relay.StopAsync(limit);
            await bus.StopAsync(limit);
        }
    }
}
