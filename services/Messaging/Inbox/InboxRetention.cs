using Messaging.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Messaging.Inbox;

/// <summary>Removes inbox rows that no redelivery can meet any more.</summary>
public sealed class InboxRetention<TDb>(Writer<TDb> writer, ILogger<InboxRetention<TDb>> log) : BackgroundService
    where TDb : MessagingDb
{
    private const int MostAtOnce = 1000;
    private static readonly TimeSpan Interval = TimeSpan.FromHours(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                // In small steps: everybody else's writes wait for each.
                while (await RemoveExpired(stoppingToken) == MostAtOnce)
                {
                }
            }
            catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
            {
                log.LogWarning(failure, "Old inbox rows stay for now; trying again in {Interval}", Interval);
            }
        }
    }

    private Task<int> RemoveExpired(CancellationToken cancellation) => writer.Run(db =>
    {
        var expired = DateTime.UtcNow - InboxExtensions.Retention;
        return db.Inbox.Where(message => message.AcceptedAt < expired)
            .OrderBy(message => message.AcceptedAt).Take(MostAtOnce).ExecuteDeleteAsync(CancellationToken.None);
    }, cancellation);
}
