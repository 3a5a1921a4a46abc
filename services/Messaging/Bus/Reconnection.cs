using System.Net.Sockets;
using Messaging.Broker;
using Microsoft.Extensions.Hosting;
using RabbitMQ.Client;

namespace Messaging.Bus;

/// <summary>
/// Lets the bus come back as soon as the broker does. MassTransit waits longer after each attempt that fails, up to
/// half a minute, and after a refused login it gives up for good; neither can be configured. So it attempts nothing
/// before the broker has let somebody in.
/// </summary>
internal sealed class Reconnection(BrokerAccess broker, IHostApplicationLifetime host)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);

    // A refusal lasts until somebody mends it, and each goes into the broker's log.
    private static readonly TimeSpan PauseAfterRefusal = TimeSpan.FromSeconds(1);

    /// <summary>
    /// Returns once a connection could be opened. Throws <see cref="OperationCanceledException"/> when none will be any
    /// more.
    /// </summary>
    public async Task WaitForBroker(ConnectionFactory factory)
    {
        var stopping = host.ApplicationStopping;
        while (true)
        {
            try
            {
                await using var connection = await broker.Connect(factory, stopping);
                return;
            }
            catch (Exception failure) when (!stopping.IsCancellationRequested)
            {
                await Task.Delay(failure.GetBaseException() is SocketException ? Pause : PauseAfterRefusal, stopping);
            }
        }
    }
}
