using System.Linq.Expressions;
using System.Runtime.CompilerServices;
using Messaging.Outbox;
using Messaging.Storage;
using MongoDB.Driver;

namespace Content.Storage;

/// <summary>The outbox inside the documents of roadmaps and dead letters.</summary>
internal sealed class MongoOutbox(MongoContent content, TimeProvider clock) : IOutbox
{
    private const string Relay = "relay";
    private const string FirstOfPending = "pending.storedAt";

    private readonly Guid holder = Guid.NewGuid();

    public async Task<IReadOnlyList<OutboxMessage>> Pending(int limit, CancellationToken cancellation)
    {
        var events = await Pending(content.Roadmaps, limit, cancellation).TakeBatch(cancellation);
        var replays = await Pending(content.DeadLetters, limit, cancellation).TakeBatch(cancellation);
        // A stable sort: events of one roadmap and one millisecond stay in their order of writing.
        return [.. events.Concat(replays).OrderBy(message => message.StoredAt).Take(limit)];
    }

    public async Task Forget(IReadOnlyCollection<OutboxMessage> confirmed, CancellationToken cancellation)
    {
        var events = confirmed.Where(message => message.DeadLetterId is null).Select(message => message.MessageId);
        await Forget(content.Roadmaps, message => message.MessageId, events, cancellation);

        // By the letter: one message may have failed on several queues, and each replay is confirmed for itself.
        var letters = confirmed.Select(message => message.DeadLetterId).Where(letter => letter is not null);
        await Forget(content.DeadLetters, message => message.DeadLetterId, letters, cancellation);
    }

    public async Task<bool> HoldLease(CancellationToken cancellation)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        try
        {
            await content.Leases.UpdateOneAsync(
                lease => lease.Name == Relay && (lease.Holder == holder || lease.ExpiresAt < now),
                Builders<Lease>.Update.Set(lease => lease.Holder, holder).Set(lease => lease.ExpiresAt, now + Lease.Duration),
                new UpdateOptions { IsUpsert = true },
                cancellation);
            return true;
        }
        catch (MongoWriteException failure) when (failure.WriteError.Category is ServerErrorCategory.DuplicateKey)
        {
            // Another replica holds it: the filter missed its document, and a second one can't be.
            return false;
        }
    }

    public Task ReleaseLease() =>
        content.Leases.DeleteOneAsync(lease => lease.Name == Relay && lease.Holder == holder, CancellationToken.None);

    private static async IAsyncEnumerable<OutboxMessage> Pending<TDocument>(
        IMongoCollection<TDocument> documents,
        int limit,
        [EnumeratorCancellation] CancellationToken cancellation)
    {
        // A document at a time: each may hold megabytes.
        using var found = await documents
            .Find(Builders<TDocument>.Filter.Exists(FirstOfPending), new FindOptions { BatchSize = 1 })
            .Sort(Builders<TDocument>.Sort.Ascending(FirstOfPending)).Limit(limit)
            .Project<Waiting>(Builders<TDocument>.Projection.Include("pending").Exclude("_id"))
            .ToCursorAsync(cancellation);
        while (await found.MoveNextAsync(cancellation))
        {
            foreach (var message in found.Current.SelectMany(document => document.Pending))
            {
                yield return message;
            }
        }
    }

    private static async Task Forget<TDocument, TKey>(
        IMongoCollection<TDocument> documents,
        Expression<Func<OutboxMessage, TKey>> key,
        IEnumerable<TKey> confirmed,
        CancellationToken cancellation)
    {
        if (confirmed.ToList() is not [] and var keys)
        {
            await documents.UpdateManyAsync(
                Builders<TDocument>.Filter.Exists(FirstOfPending),
                Builders<TDocument>.Update.PullFilter("pending", Builders<OutboxMessage>.Filter.In(key, keys)),
                options: null,
                cancellation);
        }
    }

    private sealed record Waiting(IReadOnlyList<OutboxMessage> Pending);
}
