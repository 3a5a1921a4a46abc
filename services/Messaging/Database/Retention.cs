using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Messaging.Database;

/// <summary>What is removed once nobody can need it any more.</summary>
/// <param name="What">For the log.</param>
/// <param name="RemoveSome">Removes at most so many, and returns how many it were.</param>
public sealed record Expiry(string What, Func<int, CancellationToken, Task<int>> RemoveSome);

/// <summary>Removes what has expired, at the start and every hour.</summary>
internal sealed class Retention(IEnumerable<Expiry> expiries, ILogger<Retention> log) : BackgroundService
{
    // In small steps: everybody else's writes wait for each.
    private const int MostAtOnce = 1000;
    private static readonly TimeSpan Interval = TimeSpan.FromHours(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval);
        do
        {
            foreach (var expiry in expiries)
            {
                await Remove(expiry, stoppingToken);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task Remove(Expiry expiry, CancellationToken stopping)
    {
        try
        {
            while (await expiry.RemoveSome(MostAtOnce, stopping) == MostAtOnce)
            {
            }
        }
        catch (Exception failure) when (!stopping.IsCancellationRequested)
        {
            log.LogWarning(failure, "{What} stay for now; trying again in {Interval}", expiry.What, Interval);
        }
    }
}
