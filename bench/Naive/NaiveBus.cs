using MassTransit;

namespace Bench.Naive;

internal static class NaiveBus
{
    /// <summary>MassTransit with its defaults: one durable queue per consumer, publisher confirms, no outbox.</summary>
    public static void AddNaiveBus(
        this IHostApplicationBuilder builder, string service, Action<IBusRegistrationConfigurator> addConsumers) =>
        builder.Services.AddMassTransit(bus =>
        {
            bus.DisableUsageTelemetry();
            // So that nothing is sent before its queue is there.
            bus.AddOptions<MassTransitHostOptions>().Configure(host => host.WaitUntilStarted = true);
            bus.SetEndpointNameFormatter(new KebabCaseEndpointNameFormatter($"naive-{service}", false));
            addConsumers(bus);
            bus.UsingRabbitMq((context, rabbit) =>
            {
                rabbit.Host(new Uri(builder.Configuration.GetConnectionString("RabbitMq")!));
                rabbit.ConfigureEndpoints(context);
            });
        });
}
