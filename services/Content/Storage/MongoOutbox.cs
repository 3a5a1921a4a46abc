using Messaging.Outbox;
using Messaging.Storage;
using MongoDB.Driver;

namespace Content.Storage;

/// <summary>The outbox inside the roadmaps' documents.</summary>
internal sealed class MongoOutbox(MongoContent content, TimeProvider clock) : IOutbox
{
    private const string Relay = "relay";

    private readonly Guid holder = Guid.NewGuid();

    public async Task<IReadOnlyList<OutboxMessage>> Pending(int limit, CancellationToken cancellation)
    {
        var documents = await content.Roadmaps.Find(Builders<RoadmapDocument>.Filter.Exists("pending.storedAt"))
            .Sort(Builders<RoadmapDocument>.Sort.Ascending("pending.storedAt")).Limit(limit)
            .Project<RoadmapDocument>(Builders<RoadmapDocument>.Projection.Include(document => document.Pending))
            .ToListAsync(cancellation);
        // A stable sort: events of one roadmap and one millisecond stay in their order of writing.
        return [.. documents.SelectMany(document => document.Pending).OrderBy(message => message.StoredAt).Take(limit)];
    }

    public Task Forget(IReadOnlyCollection<OutboxMessage> confirmed, CancellationToken cancellation)
    {
        var ids = confirmed.Select(message => message.MessageId).ToList();
        return content.Roadmaps.UpdateManyAsync(
            Builders<RoadmapDocument>.Filter.Exists("pending.storedAt"),
            Builders<RoadmapDocument>.Update.PullFilter(
                document => document.Pending, message => ids.Contains(message.MessageId)),
            options: null,
            cancellation);
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
}
