using MassTransit;
using Messaging.Broker;
using Messaging.Database;
using Messaging.DeadLetters;
using Messaging.Events;
using Messaging.Outbox;
using Messaging.Storage;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using RabbitMQ.Client;
using ServiceDefaults;

namespace Messaging.Bus;

public static class BusExtensions
{
    /// <summary>
    /// Connects a service to the broker: one durable queue per consumer, named for service and reaction, and the
    /// relay that sends what the service's outbox holds, and the desk for what its consumers can't handle. Expects an
    /// <see cref="IOutbox"/> and its <see cref="IDeadLetters"/>. Where modules move, all wait for
    /// those who move them to start it.
    /// </summary>
    public static void AddMessaging(
        this IHostApplicationBuilder builder, string service, Action<IBusRegistrationConfigurator> addConsumers)
    {
        var waits = !string.IsNullOrEmpty(builder.Configuration["Modules:Key"]);
        var address = builder.Configuration.GetConnectionString("RabbitMq")
            ?? throw new InvalidOperationException(
                "ConnectionStrings:RabbitMq is missing, such as amqp://guest:guest@localhost:5672/.");

        builder.Services.AddMassTransit(bus =>
        {
            bus.DisableUsageTelemetry();
            // The service's name keeps two services with equally named consumers from sharing a queue.
            bus.SetEndpointNameFormatter(new KebabCaseEndpointNameFormatter(service, false));
            // Without the broker a service goes on serving: events wait in the outbox.
            bus.ConfigureHealthCheckOptions(health => health.MinimalFailureStatus = HealthStatus.Degraded);
            bus.AddConfigureEndpointsCallback(Configure);
            addConsumers(bus);
            bus.UsingRabbitMq((context, rabbit) =>
            {
                var reconnection = context.GetRequiredService<Reconnection>();
                rabbit.Host(new Uri(address), host => host.OnRefreshConnectionFactory = reconnection.WaitForBroker);
                rabbit.ConfigureJsonSerializerOptions(WireFormat.Strict);
                if (!waits)
                {
                    rabbit.ConfigureEndpoints(context);
                }
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
        builder.Services.AddSingleton(SettledLetters);
        builder.Services.AddHostedService<Retention>();

        if (waits)
        {
            builder.Services.RemoveMassTransitHostedService();
            builder.Services.AddSingleton<MassTransitHostedService>();
            builder.Services.AddSingleton<Relay>();
        }
        else
        {
            builder.Services.AddHostedService<Relay>();
            builder.Services.AddHostedService(services => services.DeadLetterDrainOf(service));
        }
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
                message, Topology.PublisherOf(message.Event, service), reason, TimeProvider.System.GetUtcNow().UtcDateTime),
            CancellationToken.None);
    }

    private static Expiry SettledLetters(IServiceProvider services)
    {
        var letters = services.GetRequiredService<IDeadLetters>();
        return new("Settled dead letters", (most, cancellation) =>
            letters.RemoveSettled(DateTime.UtcNow - DeadLetter.Retention, most, cancellation));
    }

    private static void Configure(IRegistrationContext services, string queue, IReceiveEndpointConfigurator endpoint)
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
