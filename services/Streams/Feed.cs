using Messaging.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using ServiceDefaults;

namespace Streams;

/// <summary>
/// Reads each new row once, however many streams are open: after every commit of this process, and once a
/// second for what another replica on the same file wrote.
/// </summary>
internal sealed class Feed<TDb, TRow>(
    IDbContextFactory<TDb> databases,
    Writer<TDb> writer,
    Subscribers<TRow> subscribers,
    Drain drain,
    ILogger<Feed<TDb, TRow>> log) : BackgroundService
    where TDb : DbContext
    where TRow : class, IStreamed
{
    private const int MostAtOnce = 500;
    private static readonly TimeSpan PollInterval = TimeSpan.FromSeconds(1);

    // Before the first request: a stream starts where the feed is.
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        subscribers.StartAt(await db.Set<TRow>().MaxAsync(row => (long?)row.Sequence, cancellationToken) ?? 0);

        drain.Ended.Register(subscribers.End);
        await base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            // Taken before the look, so that no commit falls in between.
            var commit = writer.NextCommit;
            try
            {
                if (await ServeNext(stoppingToken) == MostAtOnce)
                {
                    continue;
                }
            }
            catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
            {
                log.LogWarning(failure, "Streams wait: what is new could not be read; trying again");
                commit = Task.Delay(PollInterval, CancellationToken.None);
            }

            await commit.WaitAsync(PollInterval, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task<int> ServeNext(CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var position = subscribers.Position;

        // SQLite has one writer at a time, so sequences become visible in their order.
        var arrived = await db.Set<TRow>().AsNoTracking()
            .Where(row => row.Sequence > position)
            .OrderBy(row => row.Sequence)
            .Take(MostAtOnce)
            .ToListAsync(cancellation);

        subscribers.Serve(arrived);
        return arrived.Count;
    }
}
