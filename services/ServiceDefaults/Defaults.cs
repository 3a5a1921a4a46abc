using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace ServiceDefaults;

/// <summary>What every process of the product has, so that none of them has to say it.</summary>
public static class Defaults
{
    private const int OneMegabyte = 1024 * 1024;

    // Of other names the framework says that they are none in plain text: here they are 404 like any path.
    private const string ApiDocument = "/openapi/{documentName:regex(^v1$)}.json";

    /// <summary>Adds logging, telemetry, problem details, JSON, token validation, health and shutdown.</summary>
    public static WebApplicationBuilder AddServiceDefaults(this WebApplicationBuilder builder)
    {
        HealthProbe.RunIfAsked(builder.Configuration);

        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = OneMegabyte;
            kestrel.Limits.MinRequestBodyDataRate = new(bytesPerSecond: 1024, gracePeriod: TimeSpan.FromSeconds(5));
        });

        builder.AddQuietLogging();
        builder.AddTelemetry();
        builder.AddTokenValidation();
        builder.AddDrain();
        builder.Services.AddProblems();
        builder.Services.AddHealthChecks().AddCheck<DrainCheck>("accepting", tags: [Health.ReadyTag]);
        builder.Services.ConfigureHttpJsonOptions(options => options.SerializerOptions.UseWebDefaults());
        builder.Services.AddOpenApi();
        builder.Services.AddOutputCache();
        builder.Services.AddRateLimiter(_ => { });
        builder.Services.TryAddSingleton(TimeProvider.System);

        return builder;
    }

    /// <summary>Puts the defaults in front of a process' own endpoints, and maps health and OpenAPI.</summary>
    public static WebApplication UseServiceDefaults(this WebApplication app)
    {
        app.UseHead();
        // Not before HEAD is a GET.
        app.UseRouting();
        app.UseProblems();
        app.UseTokenValidation();
        app.UseMiddleware<WholeBody>();
        app.UseOutputCache();
        app.MapHealth();
        // It takes a while to write, and never changes while the process lives.
        app.MapOpenApi(ApiDocument).CacheOutput();

        return app;
    }
}
