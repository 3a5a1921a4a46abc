using Microsoft.Extensions.Hosting;

namespace Moving;

/// <summary>Starts and stops modules with the process: before the first request, as the server starts last.</summary>
internal sealed class MovesAtStart(ModuleMoves moves) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken) => moves.Start();

    public Task StopAsync(CancellationToken cancellationToken) => moves.Stop(cancellationToken);
}
