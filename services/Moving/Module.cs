using Messaging.Bus;
using Microsoft.Extensions.Hosting;

namespace Moving;

/// <summary>A module of this process: its data, the gate before its writes, what runs while it is owned here.</summary>
/// <param name="Name">Such as <c>notification</c>.</param>
/// <param name="Store">Its data.</param>
/// <param name="Consumers">Read its queues.</param>
/// <param name="Work">Its other loops, such as the one that sends mail.</param>
public sealed record Module(
    string Name, IModuleStore Store, ServiceConsumers Consumers, IReadOnlyList<IHostedService> Work)
{
    private bool works;

    public WriteGate Gate { get; } = new();

    public async Task StartWork()
    {
        if (!works)
        {
            works = true;
            foreach (var part in Work)
            {
                await part.StartAsync(CancellationToken.None);
            }
        }
    }

    /// <summary>Stops consumers and loops, once each has finished what it has in hand.</summary>
    public async Task StopWork(CancellationToken limit)
    {
        await Consumers.Stop(limit);
        if (works)
        {
            foreach (var part in Work)
            {
                await part.StopAsync(limit);
            }

            works = false;
        }
    }
}
