using Messaging.Events;
using Messaging.Outbox;
using Messaging.Storage;
using Microsoft.EntityFrameworkCore;
using ServiceDefaults;

namespace Messaging.DeadLetters;

/// <summary>Dead letters as a table in the service's own database.</summary>
public class DeadLetterTable<TDb>(IDbContextFactory<TDb> databases, Writer<TDb> writer) : IDeadLetters
    where TDb : DbContext
{
    public Task Take(DeadLetter letter, CancellationToken cancellation) => writer.Run(
        db => db.Database.ExecuteSqlAsync($"""
            INSERT INTO DeadLetters (Id, Queue, MessageId, Event, Error, Attempts, SentAt, FailedAt, State,
                Body, ContentType, ContentEncoding, CorrelationId, Headers)
            VALUES ({letter.Id}, {letter.Queue}, {letter.MessageId}, {letter.Event}, {letter.Error}, {letter.Attempts},
                {letter.SentAt}, {letter.FailedAt}, 'Waiting',
                {letter.Body}, {letter.ContentType}, {letter.ContentEncoding}, {letter.CorrelationId}, {letter.Headers})
            ON CONFLICT (Id) DO UPDATE SET State = 'Waiting', Attempts = Attempts + excluded.Attempts,
                Error = excluded.Error, FailedAt = excluded.FailedAt, Headers = excluded.Headers
            WHERE State <> 'Waiting' AND excluded.FailedAt > FailedAt
            """),
        cancellation);

    public async Task<IReadOnlyList<DeadLetterItem>> List(
        string service, DeadLetterState state, TimeCursor? after, int limit, CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var queues = Topology.PrefixOf(service);
        var letters = db.Set<DeadLetter>().Where(letter => letter.State == state && letter.Queue.StartsWith(queues));
        if (after is var (failedAt, id))
        {
            letters = letters
                .Where(letter => letter.FailedAt <= failedAt)
                .Where(letter => letter.FailedAt < failedAt || letter.Id.CompareTo(id) < 0);
        }

        return await letters.OrderByDescending(letter => letter.FailedAt).ThenByDescending(letter => letter.Id)
            .Take(limit)
            .Select(l => new DeadLetterItem(l.Id, l.Queue, l.Event, l.Error, l.Attempts, l.FailedAt))
            .ToListAsync(cancellation);
    }

    public async Task<DeadLetter?> Find(Guid id, CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        return await db.Set<DeadLetter>().AsNoTracking().Include(letter => letter.Audit.OrderBy(entry => entry.When))
            .SingleOrDefaultAsync(letter => letter.Id == id, cancellation);
    }

    public Task<bool> Close(DeadLetter letter, AuditEntry entry, CancellationToken cancellation) =>
        writer.Run(async db =>
        {
            var closed = await db.Set<DeadLetter>()
                .Where(stored => stored.Id == letter.Id && stored.State == DeadLetterState.Waiting)
                .ExecuteUpdateAsync(change => change.SetProperty(stored => stored.State, entry.What));
            if (closed == 0)
            {
                return false;
            }

            db.Add(entry);
            if (entry.What == DeadLetterState.Replayed)
            {
                new OutboxRows(db).Add(letter.Replay());
            }

            return true;
        }, cancellation);

    public Task<int> RemoveClosed(DateTime failedBefore, int most, CancellationToken cancellation) => writer.Run(
        db => db.Set<DeadLetter>()
            .Where(letter => letter.State != DeadLetterState.Waiting && letter.FailedAt < failedBefore)
            .Where(letter => !db.Set<OutboxMessage>().Any(
                message => message.Queue == letter.Queue && message.MessageId == letter.MessageId))
            .OrderBy(letter => letter.FailedAt).Take(most).ExecuteDeleteAsync(CancellationToken.None),
        cancellation);
}
