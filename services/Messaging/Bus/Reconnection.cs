using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace Messaging.Bus;

/// <summary>
/// Lets the bus come back as soon as the broker does. After each attempt that fails MassTransit waits longer before the
/// next, up to half a minute, and that can't be configured; so it attempts nothing before the broker answers.
/// </summary>
internal sealed class Reconnection(IHostApplicationLifetime host, ILogger<Reconnection> log)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);

    /// <summary>Returns once a connection could be opened, or when none will be any more.</summary>
    public async Task WaitForBroker(ConnectionFactory factory)
    {
        var stopping = host.ApplicationStopping;
        for (var attempt = 1; !stopping.IsCancellationRequested; attempt++)
        {
            try
            {
                await using var connection = await factory.CreateConnectionAsync(stopping);
                return;
            }
            catch (BrokerUnreachableException failure) when (failure.InnerException is not AuthenticationFailureException)
            {
                if (attempt == 1)
                {
                    log.LogInformation("The broker at {Host}:{Port} is away. Waiting for it.", factory.HostName, factory.Port);
                }
            }
            catch (Exception failure)
            {
                // Not for us to judge: the bus meets the same, and says so.
                log.LogDebug(failure, "The broker is there, and lets nobody in");
                return;
            }

            await Task.Delay(Pause, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
