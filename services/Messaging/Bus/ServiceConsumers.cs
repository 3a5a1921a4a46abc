using System.Reflection;
using MassTransit;
using Messaging.DeadLetters;
using Messaging.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Messaging.Bus;

/// <summary>
/// Reads a service's queues, and takes to its desk what was set aside from them. In a process of several modules each
/// has its own: a queue keeps its name, wherever it is read.
/// </summary>
public sealed class ServiceConsumers(string service, IReadOnlyList<QueueReader> readers, IServiceProvider services)
{
    private readonly DeadLetterDrain drain =
        ActivatorUtilities.CreateInstance<DeadLetterDrain>(services, new DeadLetterQueues(service));

    private Task<HostReceiveEndpointHandle[]>? connected;
    private Task disconnected = Task.CompletedTask;

    /// <summary>All public consumers of an assembly.</summary>
    public static Type[] In(Assembly assembly) =>
        [.. assembly.GetExportedTypes().Where(type => type.IsClass && type.IsAssignableTo(typeof(IConsumer)))];

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
        return
        [
            .. readers.Select(reader => connector.ConnectReceiveEndpoint(reader.Queue, (context, endpoint) =>
            {
                Configure(reader.Queue, endpoint);
                reader.Read(context, endpoint);
            }))
        ];
    }

    private async Task Disconnect(Task<HostReceiveEndpointHandle[]> connected)
    {
        await Task.WhenAll((await connected).Select(endpoint => endpoint.StopAsync()));
        await drain.StopAsync(CancellationToken.None);
    }

    private void Configure(string queue, IReceiveEndpointConfigurator endpoint)
    {
        endpoint.PrefetchCount = 256;
        endpoint.ConcurrentMessageLimit = 128;
        // A failed message stays in <queue>_error; an event about it would have no handler.
        endpoint.PublishFaults = false;
        endpoint.UseMessageRetry(retry =>
        {
            retry.Handle<Exception>(Transient.Is);
            retry.Intervals(Transient.Delays);
        });

        var large = new LargeHeaders(
            queue, services.GetRequiredService<IDeadLetters>(), services.GetRequiredService<TimeProvider>());
        endpoint.ConfigureError(failed => failed.UseFilter(large));
        endpoint.ConfigureDefaultErrorTransport();
        endpoint.ConfigureDeadLetter(skipped => skipped.UseFilter(large));
        endpoint.ConfigureDefaultDeadLetterTransport();
    }
}
