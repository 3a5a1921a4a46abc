using MassTransit;
using Messaging.Broker;
using Messaging.Database;
using Messaging.DeadLetters;
using Messaging.Events;
using Messaging.Outbox;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using RabbitMQ.Client;
using ServiceDefaults;

namespace Messaging.Bus;

/// <summary>Connects a process to the broker.</summary>
public static class BusExtensions
{
    /// <summary>
    /// Connects a service to the broker: one durable queue per consumer, named for service and reaction, and the
    /// relay that sends what the service's outbox holds, and the desk for what its consumers can't handle. Expects an
    /// <see cref="IOutbox"/> and its <see cref="IDeadLetters"/>.
    /// </summary>
    public static void AddMessaging(this IHostApplicationBuilder builder, string service, params Type[] consumers)
    {
        var address = builder.Configuration.GetConnectionString("RabbitMq")
            ?? throw new InvalidOperationException(
                "ConnectionStrings:RabbitMq is missing, such as amqp://guest:guest@localhost:5672/.");

        builder.Services.AddMassTransit(bus =>
        {
            bus.DisableUsageTelemetry();
            // Without the broker a service goes on serving: events wait in the outbox.
            bus.ConfigureHealthCheckOptions(health => health.MinimalFailureStatus = HealthStatus.Degraded);
            bus.AddConsumers(consumers);
            bus.UsingRabbitMq((context, rabbit) =>
            {
                var reconnection = context.GetRequiredService<Reconnection>();
                rabbit.Host(new Uri(address), host => host.OnRefreshConnectionFactory = reconnection.WaitForBroker);
                rabbit.ConfigureJsonSerializerOptions(WireFormat.Strict);
            });
        });

        builder.Services.AddSingleton<BrokerAccess>();
        builder.Services.AddSingleton<Reconnection>();
        builder.Services.AddHealthChecks().AddCheck<BrokerAccess>("broker", tags: [Health.ReadyTag]);
        builder.Services.TryAddSingleton<RelaySignal>();
        builder.Services.AddSingleton(services => new DeskConnection(
            services.GetRequiredService<BrokerAccess>(), new Uri(address), $"{service} dead letters"));
        builder.Services.AddSingleton(services => RelaySender(services, new(address), service));
        builder.Services.AddSingleton(services => SettingAside(services, service));
        builder.Services.AddSingleton(ClosedLetters);
        builder.Services.AddHostedService<Retention>();

        builder.Services.RemoveMassTransitHostedService();
        builder.Services.AddSingleton<MassTransitHostedService>();
        builder.Services.AddSingleton<Relay>();
        builder.Services.AddSingleton<MessagingRun>();
        builder.Services.AddSingleton(services =>
            new ServiceConsumers(service, QueueReader.Of(service, consumers), services));
        builder.Services.AddHostedService<MessagingAtStart>();
    }

    /// <summary>
    /// Leaves it to the caller when to start and stop the <see cref="MessagingRun"/> and each
    /// <see cref="ServiceConsumers"/>, instead of both with the process. Expects <see cref="AddMessaging"/>.
    /// </summary>
    public static void RemoveMessagingAtStart(this IServiceCollection services)
    {
        var atStart = services.Where(service => service.ImplementationType == typeof(MessagingAtStart)).ToList();
        atStart.ForEach(service => services.Remove(service));
    }

    private static Sender RelaySender(IServiceProvider services, Uri address, string service)
    {
        var access = services.GetRequiredService<BrokerAccess>();
        // Each wave that fails makes a new connection.
        var factory = new ConnectionFactory
        {
            Uri = address,
            ClientProvidedName = $"{service} outbox",
            AutomaticRecoveryEnabled = false,
        };
        return new(cancellation => access.Connect(factory, cancellation), Topology.Routes);
    }

    private static SetAside SettingAside(IServiceProvider services, string service)
    {
        var letters = services.GetRequiredService<IDeadLetters>();
        return (message, reason) => letters.Take(
            Unsent.LetterOf(
                message, Topology.PublisherOf(message.Event, service), reason,
                TimeProvider.System.GetUtcNow().UtcDateTime),
            CancellationToken.None);
    }

    private static Expiry ClosedLetters(IServiceProvider services)
    {
        var letters = services.GetRequiredService<IDeadLetters>();
        return new("Closed dead letters", (most, cancellation) =>
            letters.RemoveClosed(DateTime.UtcNow - DeadLetter.Retention, most, cancellation));
    }
}
