namespace Gateway.Moving;

/// <summary>
/// Asks both sides who owns what: before the gateway's first request, since the answer outlives it, and from then on
/// every second, in case a move was interrupted.
/// </summary>
public sealed class OwnershipWatch(ModuleMap modules, Moves moves, ILogger<OwnershipWatch> log) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan ShortPause = TimeSpan.FromMilliseconds(200);

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await AskAll(cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            await Task.Delay(modules.All.All(module => module.Settled) ? Pause : ShortPause, stoppingToken);
            await AskAll(stoppingToken);
        }
    }

    private async Task AskAll(CancellationToken cancellation)
    {
        foreach (var module in modules.All)
        {
            try
            {
                await moves.Settle(module, cancellation);
            }
            catch (Exception error) when (!cancellation.IsCancellationRequested)
            {
                log.LogError(error, "Who owns {Module} couldn't be settled. It is tried again.", module.Name);
            }
        }
    }
}
