using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace ServiceDefaults;

internal static class Telemetry
{
    /// <summary>
    /// Exports traces, metrics and logs where OTEL_EXPORTER_OTLP_ENDPOINT says. Without it nothing is recorded, since
    /// nobody looks; the trace of a request still goes along with what it causes.
    /// </summary>
    public static void AddTelemetry(this WebApplicationBuilder builder)
    {
        if (string.IsNullOrEmpty(builder.Configuration["OTEL_EXPORTER_OTLP_ENDPOINT"]))
        {
            return;
        }

        var name = builder.Environment.ApplicationName.ToLowerInvariant();

        builder.Services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddService(name))
            .WithTracing(tracing => tracing
                // A probe every half second would bury the traces that somebody caused.
                .AddAspNetCoreInstrumentation(web =>
                    web.Filter = context => !context.Request.Path.StartsWithSegments(Health.Path))
                .AddHttpClientInstrumentation(client =>
                    client.FilterHttpRequestMessage = request =>
                        !request.RequestUri!.AbsolutePath.StartsWith(Health.Path, StringComparison.Ordinal))
                .AddSource("MassTransit", "Messaging"))
            .WithMetrics(metrics => metrics
                .AddAspNetCoreInstrumentation()
                .AddRuntimeInstrumentation()
                .AddMeter("MassTransit"))
            .WithLogging()
            .UseOtlpExporter();
        builder.Services.AddHostedService<LastExport>();
    }
}
