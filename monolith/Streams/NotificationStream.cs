using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Monolith.Notifications;
using Monolith.Storage;

namespace Monolith.Streams;

/// <summary>What one client gets: what it missed, then what arrives, and a sign of life in between.</summary>
internal sealed class NotificationStream(IDbContextFactory<MonolithDb> databases, TimeProvider clock)
{
    private const int MissedAtOnce = 100;

    // Shorter than any proxy's patience.
    private static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(15);

    /// <summary>
    /// The subscriber's notifications that arrived after <paramref name="lastSeen"/>, or from now on if that is null,
    /// while the token is good. An id that isn't known here says nothing about what the client has: it gets everything.
    /// </summary>
    public async IAsyncEnumerable<SseItem<NotificationView?>> Read(
        Subscription subscription, Guid? lastSeen, DateTimeOffset tokenEnd,
        [EnumeratorCancellation] CancellationToken cancellation)
    {
        var after = lastSeen is { } id
            ? await SequenceOf(subscription.Learner, id, cancellation)
            : await Newest(cancellation);

        // At once, since the response's headers wait for the first item.
        yield return Sign("ready");

        await foreach (var notification in Follow(subscription, after, tokenEnd, cancellation))
        {
            if (clock.GetUtcNow() >= tokenEnd)
            {
                // The client connects again with a new token, behind the last id it has.
                yield return Sign("expired");
                yield break;
            }

            yield return notification is null ? Sign("heartbeat") : Item(notification);
        }

        if (subscription.HasOverflowed)
        {
            // The client connects again with the last id it has, and gets the rest from the database.
            yield return Sign("overflow");
        }
    }

    /// <summary>What is behind a place in the database, and null whenever nothing arrived for so long.</summary>
    private async IAsyncEnumerable<Notification?> Follow(
        Subscription subscription, long after, DateTimeOffset tokenEnd,
        [EnumeratorCancellation] CancellationToken cancellation)
    {
        await foreach (var missed in Missed(subscription.Learner, after, subscription.Start, cancellation))
        {
            yield return missed;
        }

        await foreach (var arrived in subscription.Arrivals(() => Patience(tokenEnd), cancellation))
        {
            // A client that comes from another replica may be further than this one's feed.
            if (arrived is null || arrived.Sequence > after)
            {
                yield return arrived;
            }
        }
    }

    private TimeSpan Patience(DateTimeOffset tokenEnd)
    {
        // In whole milliseconds, as timers count, and a few more, since they may be early.
        var left = Math.Ceiling((tokenEnd - clock.GetUtcNow()).TotalMilliseconds) + 20;
        return TimeSpan.FromMilliseconds(Math.Clamp(left, 0, Heartbeat.TotalMilliseconds));
    }

    private async Task<long> Newest(CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        return await db.Notifications.MaxAsync(n => (long?)n.Sequence, cancellation) ?? 0;
    }

    private async Task<long> SequenceOf(string learner, Guid id, CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        return await db.Notifications
            .Where(n => n.Id == id && n.LearnerId == learner)
            .Select(n => n.Sequence)
            .SingleOrDefaultAsync(cancellation);
    }

    /// <summary>Page by page: a slow client must not keep the database open.</summary>
    private async IAsyncEnumerable<Notification> Missed(
        string learner, long after, long until, [EnumeratorCancellation] CancellationToken cancellation)
    {
        while (after < until)
        {
            var page = await MissedPage(learner, after, until, cancellation);
            foreach (var notification in page)
            {
                yield return notification;
            }

            after = page.Count == MissedAtOnce ? page[^1].Sequence : until;
        }
    }

    private async Task<List<Notification>> MissedPage(
        string learner, long after, long until, CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        return await db.Notifications.AsNoTracking()
            .Where(n => n.LearnerId == learner && n.Sequence > after && n.Sequence <= until)
            .OrderBy(n => n.Sequence)
            .Take(MissedAtOnce)
            .ToListAsync(cancellation);
    }

    private static SseItem<NotificationView?> Item(Notification notification) =>
        new(NotificationView.Of(notification), "notification") { EventId = notification.Id.ToString() };

    // Without an id: it is nothing to resume after.
    private static SseItem<NotificationView?> Sign(string type) => new(null, type);
}
