using Messaging.Storage;
using Microsoft.EntityFrameworkCore;
using Monolith.Storage;
using ServiceDefaults;

namespace Monolith.Streams;

/// <summary>
/// Reads each new notification once, however many streams are open: after every commit of this process, and once a
/// second for what another replica on the same file wrote.
/// </summary>
internal sealed class NotificationFeed(
    IDbContextFactory<MonolithDb> databases,
    Writer<MonolithDb> writer,
    Subscribers subscribers,
    Drain drain,
    ILogger<NotificationFeed> log) : BackgroundService
{
    private const int MostAtOnce = 500;
    private static readonly TimeSpan PollInterval = TimeSpan.FromSeconds(1);

    // Before the first request: a stream starts where the feed is.
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        subscribers.StartAt(await db.Notifications.MaxAsync(n => (long?)n.Sequence, cancellationToken) ?? 0);

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
                log.LogWarning(failure, "Streams wait: new notifications could not be read; trying again");
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
        var arrived = await db.Notifications.AsNoTracking()
            .Where(notification => notification.Sequence > position)
            .OrderBy(notification => notification.Sequence)
            .Take(MostAtOnce)
            .ToListAsync(cancellation);

        subscribers.Serve(arrived);
        return arrived.Count;
    }
}
