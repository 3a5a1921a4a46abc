using Microsoft.Extensions.Hosting;

namespace Messaging.Bus;

/// <summary>Lets a service send and receive from the process' start to its end.</summary>
internal sealed class MessagingAtStart(MessagingRun run, ServiceConsumers consumers) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await run.Start();
        await consumers.Start();
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await consumers.Stop(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await run.Stop(cancellationToken);
    }
}
