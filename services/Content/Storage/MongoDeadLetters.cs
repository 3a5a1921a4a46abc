using Messaging.DeadLetters;
using Messaging.Events;
using Messaging.Outbox;
using MongoDB.Driver;
using ServiceDefaults;

namespace Content.Storage;

/// <summary>Dead letters in MongoDB: a document each.</summary>
internal sealed class MongoDeadLetters(MongoContent content, RelaySignal relay) : IDeadLetters
{
    public async Task Take(DeadLetter letter, CancellationToken cancellation)
    {
        try
        {
            await content.DeadLetters.InsertOneAsync(new(letter.Id, letter, []), options: null, cancellation);
        }
        catch (MongoWriteException failure) when (failure.WriteError.Category is ServerErrorCategory.DuplicateKey)
        {
            await content.DeadLetters.UpdateOneAsync(
                known => known.Id == letter.Id
                    && known.Letter.State != DeadLetterState.Waiting
                    && known.Letter.FailedAt < letter.FailedAt,
                Builders<DeadLetterDocument>.Update
                    .Set(known => known.Letter.State, DeadLetterState.Waiting)
                    .Inc(known => known.Letter.Attempts, letter.Attempts)
                    .Set(known => known.Letter.Error, letter.Error)
                    .Set(known => known.Letter.FailedAt, letter.FailedAt)
                    .Set(known => known.Letter.Headers, letter.Headers)
                    .Set(known => known.ChangedAt, DateTime.UtcNow),
                options: null,
                cancellation);
        }
    }

    public async Task<IReadOnlyList<DeadLetterItem>> List(
        string service, DeadLetterState state, TimeCursor? after, int limit, CancellationToken cancellation)
    {
        var filter = Builders<DeadLetterDocument>.Filter;
        var wanted = filter.Eq(document => document.Letter.State, state)
            & filter.Regex(document => document.Letter.Queue, $"^{Topology.PrefixOf(service)}");
        if (after is var (failedAt, id))
        {
            wanted &= filter.Lt(document => document.Letter.FailedAt, failedAt)
                | (filter.Eq(document => document.Letter.FailedAt, failedAt) & filter.Lt(document => document.Id, id));
        }

        var found = await content.DeadLetters.Find(wanted)
            .SortByDescending(document => document.Letter.FailedAt).ThenByDescending(document => document.Id)
            .Limit(limit)
            .Project<DeadLetterDocument>(Builders<DeadLetterDocument>.Projection
                .Exclude(document => document.Letter.Body).Exclude(document => document.Letter.Headers))
            .ToListAsync(cancellation);
        return [.. found.Select(document => DeadLetterItem.Of(document.Letter))];
    }

    public async Task<DeadLetter?> Find(Guid id, CancellationToken cancellation)
    {
        var document = await content.DeadLetters.Find(document => document.Id == id).SingleOrDefaultAsync(cancellation);
        return document?.Letter;
    }

    public async Task<bool> Close(DeadLetter letter, AuditEntry entry, CancellationToken cancellation)
    {
        OutboxMessage[] replays = entry.What == DeadLetterState.Replayed ? [letter.Replay()] : [];
        var result = await content.DeadLetters.UpdateOneAsync(
            // Not while an earlier replay is on its way: once confirmed, the letter's replays are forgotten, all of
            // them.
            document => document.Id == letter.Id
                && document.Letter.State == DeadLetterState.Waiting
                && document.Pending.Count == 0,
            Builders<DeadLetterDocument>.Update
                .Set(document => document.Letter.State, entry.What)
                .Push(document => document.Letter.Audit, entry)
                .Set(document => document.ChangedAt, DateTime.UtcNow)
                .PushEach(document => document.Pending, replays),
            options: null,
            cancellation);

        if (result.MatchedCount == 1 && replays is not [])
        {
            relay.Wake();
        }

        return result.MatchedCount == 1;
    }

    /// <summary>Stores a letter of the module's owner over whatever is known; nothing is replayed by it.</summary>
    public static Task Put(MongoContent content, DeadLetter letter) => content.DeadLetters.UpdateOneAsync(
        document => document.Id == letter.Id,
        Builders<DeadLetterDocument>.Update
            .Set(document => document.Letter, letter)
            .Set(document => document.ChangedAt, DateTime.UtcNow)
            .SetOnInsert(document => document.Pending, []),
        new UpdateOptions { IsUpsert = true });

    public async Task<int> RemoveClosed(DateTime failedBefore, int most, CancellationToken cancellation)
    {
        var filter = Builders<DeadLetterDocument>.Filter;
        var expired = filter.Ne(document => document.Letter.State, DeadLetterState.Waiting)
            & filter.Lt(document => document.Letter.FailedAt, failedBefore)
            & filter.Size(document => document.Pending, 0);

        var found = await content.DeadLetters.Find(expired)
            .SortBy(document => document.Letter.FailedAt).Limit(most)
            .Project(document => document.Id).ToListAsync(cancellation);
        // One that has come back meanwhile stays.
        var removed = await content.DeadLetters.DeleteManyAsync(
            filter.In(document => document.Id, found) & expired, cancellation);
        return (int)removed.DeletedCount;
    }
}
