using System.Runtime.CompilerServices;
using Content.Moving;
using Messaging.DeadLetters;
using Messaging.Events;
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

    public async Task<IReadOnlyList<OutboxMessage>> Pending(
        IReadOnlyCollection<OutboxMessage> sent, int limit, CancellationToken cancellation)
    {
        var known = sent.Select(message => (message.MessageId, message.Queue)).ToHashSet();
        var events = await Pending(content.Roadmaps, known, limit, cancellation).TakeBatch(cancellation);
        var replays = await Pending(content.DeadLetters, known, limit, cancellation).TakeBatch(cancellation);
        // A stable sort: events of one roadmap and one millisecond stay in their order of writing.
        return [.. events.Concat(replays).OrderBy(message => message.StoredAt).Take(limit)];
    }

    public async Task Forget(IReadOnlyCollection<OutboxMessage> sent, CancellationToken cancellation)
    {
        var events = sent.Where(message => message.Queue is null).ToList();
        await Forget(content.Roadmaps, Builders<RoadmapDocument>.Filter.Exists(FirstOfPending), events, cancellation);

        // By the letter: one message may have failed on several queues, and each replay is confirmed for itself.
        var letters = sent.SelectMany(message =>
        {
            var queue = message.Queue ?? Topology.OutboxOf(ContentModule.Name);
            return new[]
            {
                DeadLetter.IdOf(queue, message.MessageId, message.Body),
                DeadLetter.EarlierIdOf(queue, message.MessageId),
            };
        });
        var replayed = Builders<DeadLetterDocument>.Filter.In(document => document.Id, letters)
            & Builders<DeadLetterDocument>.Filter.Exists(FirstOfPending);
        await Forget(content.DeadLetters, replayed, sent, cancellation);
    }

    public async Task<bool> HoldLease(CancellationToken cancellation)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var end = now + Lease.Duration;
        try
        {
            await content.Leases.UpdateOneAsync(
                // One that lasts longer than any lease was given before the clock was set back.
                lease => lease.Name == Relay
                    && (lease.Holder == holder || lease.ExpiresAt < now || lease.ExpiresAt > end),
                Builders<Lease>.Update.Set(lease => lease.Holder, holder).Set(lease => lease.ExpiresAt, end),
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
        HashSet<(Guid MessageId, string? Queue)> known,
        int limit,
        [EnumeratorCancellation] CancellationToken cancellation)
    {
        // A document at a time: each may hold megabytes.
        using var found = await documents
            .Find(Builders<TDocument>.Filter.Exists(FirstOfPending), new FindOptions { BatchSize = 1 })
            .Sort(Builders<TDocument>.Sort.Ascending(FirstOfPending)).Limit(limit + known.Count)
            .Project<Waiting>(Builders<TDocument>.Projection.Include("pending").Exclude("_id"))
            .ToCursorAsync(cancellation);
        while (await found.MoveNextAsync(cancellation))
        {
            foreach (var message in found.Current.SelectMany(document => document.Pending))
            {
                if (!known.Contains((message.MessageId, message.Queue)))
                {
                    yield return message;
                }
            }
        }
    }

    private static async Task Forget<TDocument>(
        IMongoCollection<TDocument> documents, FilterDefinition<TDocument> where,
        IReadOnlyCollection<OutboxMessage> sent, CancellationToken cancellation)
    {
        if (sent.Count > 0)
        {
            var ids = sent.Select(message => message.MessageId);
            await documents.UpdateManyAsync(
                where,
                Builders<TDocument>.Update.PullFilter(
                    "pending", Builders<OutboxMessage>.Filter.In(message => message.MessageId, ids)),
                options: null,
                cancellation);
        }
    }

    private sealed record Waiting(IReadOnlyList<OutboxMessage> Pending);
}
