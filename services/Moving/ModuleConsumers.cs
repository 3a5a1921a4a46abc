using MassTransit;
using Messaging.DeadLetters;
using Microsoft.Extensions.DependencyInjection;

namespace Moving;

/// <summary>
/// Reads a module's queues, and what was set aside from them, while the module is owned here. The queues keep their
/// names, whoever owns.
/// </summary>
public sealed class ModuleConsumers(
    string module, IReadOnlyList<Type> consumers, DeadLetterDrain drain, IServiceProvider services)
{
    private static readonly KebabCaseEndpointNameFormatter Names = new(false);

    private Task<HostReceiveEndpointHandle[]>? connected;
    private Task disconnected = Task.CompletedTask;

    /// <summary>Doesn't wait for the broker: messages wait in the queues.</summary>
    public Task Start()
    {
        connected ??= Connect(disconnected);
        // At once, unless the last stop took too long and goes on. What is wrong with the configuration is thrown.
        return connected.IsCompleted ? connected : Task.CompletedTask;
    }

    /// <summary>
    /// Returns once the messages in hand are handled; the rest goes back to the queues. Throws
    /// <see cref="OperationCanceledException"/> when that takes longer than <paramref name="limit"/>.
    /// </summary>
    public Task Stop(CancellationToken limit)
    {
        if (connected is not null)
        {
            disconnected = Disconnect(connected);
            connected = null;
        }

        return disconnected.WaitAsync(limit);
    }

    private async Task<HostReceiveEndpointHandle[]> Connect(Task earlier)
    {
        await earlier.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await drain.StartAsync(CancellationToken.None);

        // Only now, because asking for it makes the bus.
        var connector = services.GetRequiredService<IReceiveEndpointConnector>();
        return [.. consumers.Select(consumer => connector.ConnectReceiveEndpoint(
            $"{module}-{Names.SanitizeName(consumer.Name)}",
            (context, endpoint) => context.ConfigureConsumer(consumer, endpoint)))];
    }

    private async Task Disconnect(Task<HostReceiveEndpointHandle[]> connected)
    {
        await Task.WhenAll((await connected).Select(endpoint => endpoint.StopAsync()));
        await drain.StopAsync(CancellationToken.None);
    }
}
