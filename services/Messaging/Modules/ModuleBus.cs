using MassTransit;
using Messaging.Outbox;
using Microsoft.Extensions.DependencyInjection;

namespace Messaging.Modules;

/// <summary>The bus and the relay of a process that may have to do without a broker until a module moves.</summary>
public sealed class ModuleBus(IServiceProvider services)
{
    private bool started;

    /// <summary>Connects, without waiting for the broker, and begins to send what the outbox holds.</summary>
    public async Task Start()
    {
        if (!started)
        {
            started = true;
            await services.GetRequiredService<MassTransitHostedService>().StartAsync(CancellationToken.None);
            await services.GetRequiredService<Relay>().StartAsync(CancellationToken.None);
        }
    }

    public async Task Stop(CancellationToken limit)
    {
        if (started)
        {
            await services.GetRequiredService<Relay>().StopAsync(limit);
            await services.GetRequiredService<MassTransitHostedService>().StopAsync(limit);
        }
    }
}
