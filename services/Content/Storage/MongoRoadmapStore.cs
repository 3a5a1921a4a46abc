using Content.Roadmaps;
using Content.Statistics;
using Messaging.Outbox;
using MongoDB.Driver;

namespace Content.Storage;

/// <summary>Roadmaps in MongoDB. Nothing here needs a transaction: each write is one document.</summary>
internal sealed class MongoRoadmapStore(MongoContent content, RelaySignal relay, ILogger<MongoRoadmapStore> log)
    : IRoadmapStore
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    public async Task Prepare()
    {
        while (true)
        {
            try
            {
                await content.CreateIndexes();
                return;
            }
            catch (Exception failure) when (MongoFailure.MayPass(failure))
            {
                log.LogWarning(
                    "MongoDB at {Server} can't be reached: is it running? Trying again in {Pause}. {Reason}",
                    content.Server, Pause, failure.Message);
                await Task.Delay(Pause);
            }
        }
    }

    public async Task<IReadOnlyList<RoadmapListItem>> List(RoadmapQuery query, CancellationToken cancellation)
    {
        var filter = Builders<RoadmapDocument>.Filter;
        List<FilterDefinition<RoadmapDocument>> conditions =
        [
            filter.Gt(document => document.Slug, query.After),
            filter.In(document => document.Roadmap.Status, query.Statuses),
            // A word holds letters and digits alone. Anchored and case-sensitive, so that the index serves it.
            .. query.Words.Select(word => filter.Regex(document => document.Words, $"^{word}")),
        ];
        if (query.Tag is { } tag)
        {
            conditions.Add(filter.AnyEq(document => document.Roadmap.Tags, tag));
        }

        var found = await content.Roadmaps.Find(filter.And(conditions))
            .SortBy(document => document.Slug).Limit(query.Limit)
            .Project<RoadmapDocument>(Builders<RoadmapDocument>.Projection.Exclude(document => document.Roadmap.Stages))
            .ToListAsync(cancellation);
        return [.. found.Select(document => RoadmapListItem.Of(document.Roadmap))];
    }

    public async Task<Roadmap?> Find(string slug, CancellationToken cancellation)
    {
        var document = await content.Roadmaps.Find(document => document.Slug == slug).SingleOrDefaultAsync(cancellation);
        return document?.Roadmap;
    }

    public async Task<bool> Save(
        Roadmap roadmap, int expectedRevision, OutboxMessage? news, CancellationToken cancellation)
    {
        OutboxMessage[] events = news is null ? [] : [news];
        var saved = expectedRevision == 0
            ? await Insert(new(roadmap.Slug, roadmap, SearchWords.Of(roadmap), events))
            : await Update(roadmap, expectedRevision, events);

        if (saved && news is not null)
        {
            relay.Wake();
        }

        return saved;
    }

    public Task Keep(Fact fact, CancellationToken cancellation) => content.Facts.KeepNewest(fact, cancellation);

    public Task<IReadOnlyDictionary<string, int>> CountFacts(string roadmap, CancellationToken cancellation) =>
        content.Facts.CountByName(roadmap, cancellation);

    // Neither write is cancelled midway: the server might finish it when nobody waits for it any more.
    private async Task<bool> Insert(RoadmapDocument document)
    {
        try
        {
            await content.Roadmaps.InsertOneAsync(document, options: null, CancellationToken.None);
            return true;
        }
        catch (MongoWriteException failure) when (failure.WriteError.Category is ServerErrorCategory.DuplicateKey)
        {
            return false;
        }
    }

    private async Task<bool> Update(Roadmap roadmap, int expectedRevision, OutboxMessage[] events)
    {
        var result = await content.Roadmaps.UpdateOneAsync(
            document => document.Slug == roadmap.Slug && document.Roadmap.Revision == expectedRevision,
            Builders<RoadmapDocument>.Update
                .Set(document => document.Roadmap, roadmap)
                .Set(document => document.Words, SearchWords.Of(roadmap))
                .Set(document => document.ChangedAt, DateTime.UtcNow)
                .PushEach(document => document.Pending, events),
            options: null,
            CancellationToken.None);
        return result.MatchedCount == 1;
    }
}
