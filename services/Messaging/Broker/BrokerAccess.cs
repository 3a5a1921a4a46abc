using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;
using RabbitMQ.Client;

namespace Messaging.Broker;

/// <summary>
/// Whether this process can use its broker. Every connection is tried here first, so that the log and the health say
/// why it can't, once for all who wait for it.
/// </summary>
public sealed class BrokerAccess(ILogger<BrokerAccess> log) : IHealthCheck
{
    private readonly Trouble trouble = new(log);

    /// <summary>Whether the last attempt failed.</summary>
    public bool IsLost => trouble.Cause is not null;

    /// <summary>Returns a connection that can be used. Throws why there is none.</summary>
    public async Task<IConnection> Connect(ConnectionFactory factory, CancellationToken cancellation)
    {
        try
        {
            var connection = await Open(factory, cancellation);
            trouble.IsOver("The broker can be used again.");
            return connection;
        }
        catch (Exception failure) when (!cancellation.IsCancellationRequested)
        {
            trouble.Is(
                $"The broker at {factory.Endpoint} can't be used, so messages wait for it (if that lasts, see "
                + "ConnectionStrings:RabbitMq)",
                failure);
            throw;
        }
    }

    public Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(trouble.Cause is { } cause ? HealthCheckResult.Degraded(cause) : HealthCheckResult.Healthy());

    private static async Task<IConnection> Open(ConnectionFactory factory, CancellationToken cancellation)
    {
        var connection = await factory.CreateConnectionAsync(cancellation);
        try
        {
            // The client doesn't wait to hear whether the virtual host is there; whoever opens a channel hears it.
            await using var channel = await connection.CreateChannelAsync(cancellationToken: cancellation);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }
}
