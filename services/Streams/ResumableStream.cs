using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;

namespace Streams;

/// <summary>What one client gets: what it missed, then what arrives, and a sign of life in between.</summary>
internal sealed class ResumableStream<TDb, TRow>(IDbContextFactory<TDb> databases, TimeProvider clock)
    where TDb : DbContext
    where TRow : class, IStreamed
{
    private const int MissedAtOnce = 100;

    // Shorter than any proxy's patience.
    private static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(15);

    /// <summary>
    /// The subscriber's rows that arrived after <paramref name="lastSeen"/>, or from now on if that is null,
    /// while the token is good. An id that isn't known here says nothing about what the client has: it gets everything.
    /// </summary>
    public async IAsyncEnumerable<SseItem<TView?>> Read<TView>(
        Subscription<TRow> subscription, Guid? lastSeen, DateTimeOffset tokenEnd, Func<TRow, SseItem<TView?>> itemOf,
        [EnumeratorCancellation] CancellationToken cancellation)
        where TView : class
    {
        var after = lastSeen is { } id
            ? await SequenceOf(subscription.Learner, id, cancellation)
            : await Newest(cancellation);

        // At once, since the response's headers wait for the first item.
        yield return Sign<TView>("ready");

        await foreach (var row in Follow(subscription, after, tokenEnd, cancellation))
        {
            if (clock.GetUtcNow() >= tokenEnd)
            {
                // The client connects again with a new token, behind the last id it has.
                yield return Sign<TView>("expired");
                yield break;
            }

            yield return row is null ? Sign<TView>("heartbeat") : itemOf(row);
        }

        if (subscription.HasOverflowed)
        {
            // The client connects again with the last id it has, and gets the rest from the database.
            yield return Sign<TView>("overflow");
        }
    }

    /// <summary>What is behind a place in the database, and null whenever nothing arrived for so long.</summary>
    private async IAsyncEnumerable<TRow?> Follow(
        Subscription<TRow> subscription, long after, DateTimeOffset tokenEnd,
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
        return await db.Set<TRow>().MaxAsync(row => (long?)row.Sequence, cancellation) ?? 0;
    }

    private async Task<long> SequenceOf(string learner, Guid id, CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        return await db.Set<TRow>()
            .Where(row => row.Id == id && row.LearnerId == learner)
            .Select(row => row.Sequence)
            .SingleOrDefaultAsync(cancellation);
    }

    /// <summary>Page by page: a slow client must not keep the database open.</summary>
    private async IAsyncEnumerable<TRow> Missed(
        string learner, long after, long until, [EnumeratorCancellation] CancellationToken cancellation)
    {
        while (after < until)
        {
            var page = await MissedPage(learner, after, until, cancellation);
            foreach (var row in page)
            {
                yield return row;
            }

            after = page.Count == MissedAtOnce ? page[^1].Sequence : until;
        }
    }

    private async Task<List<TRow>> MissedPage(
        string learner, long after, long until, CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        return await db.Set<TRow>().AsNoTracking()
            .Where(row => row.LearnerId == learner && row.Sequence > after && row.Sequence <= until)
            .OrderBy(row => row.Sequence)
            .Take(MissedAtOnce)
            .ToListAsync(cancellation);
    }

    // Without an id: it is nothing to resume after.
    private static SseItem<TView?> Sign<TView>(string type) where TView : class => new(null, type);
}
