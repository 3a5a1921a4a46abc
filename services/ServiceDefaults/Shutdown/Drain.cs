using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace ServiceDefaults;

/// <summary>
/// The first seconds of a shutdown: the process says that it is no longer ready, and goes on serving until whoever
/// sends it requests has noticed.
/// </summary>
public sealed class Drain(IOptions<ShutdownOptions> options) : IHostedLifecycleService, IDisposable
{
    private readonly CancellationTokenSource ended = new();

    /// <summary>True from the signal on.</summary>
    public bool Started { get; private set; }

    /// <summary>
    /// Fires when the drain is over: open streams end then. (ApplicationStopping fires at the signal, too early.)
    /// </summary>
    public CancellationToken Ended => ended.Token;

    // Stopping comes before any hosted service stops, the listener among them.
    public async Task StoppingAsync(CancellationToken cancellationToken)
    {
        // Stopping twice is stopping once.
        if (Started)
        {
            return;
        }

        Started = true;
        await Task.Delay(options.Value.Drain, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await ended.CancelAsync();
    }

    public void Dispose() => ended.Dispose();

    Task IHostedLifecycleService.StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    Task IHostedLifecycleService.StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    Task IHostedLifecycleService.StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    Task IHostedService.StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    Task IHostedService.StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}

internal sealed class DrainCheck(Drain drain) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken) =>
        Task.FromResult(drain.Started ? HealthCheckResult.Unhealthy("shutting down") : HealthCheckResult.Healthy());
}

/// <summary>Lets a process end in order.</summary>
internal static class DrainExtensions
{
    /// <summary>Registers the drain and its options, and bounds the whole shutdown.</summary>
    public static void AddDrain(this WebApplicationBuilder builder)
    {
        builder.Services.AddOptions<ShutdownOptions>()
            .BindConfiguration("Shutdown").ValidateDataAnnotations().ValidateOnStart();
        builder.Services.AddSingleton<Drain>();
        builder.Services.AddHostedService(services => services.GetRequiredService<Drain>());
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = ShutdownOptions.InAll);
    }
}
