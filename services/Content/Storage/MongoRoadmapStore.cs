using Content.Roadmaps;
using Content.Statistics;
using Contracts;
using Messaging.Events;
using Messaging.Outbox;
using MongoDB.Driver;

namespace Content.Storage;

/// <summary>Roadmaps in MongoDB. Nothing here needs a transaction: each write is one document.</summary>
internal sealed class MongoRoadmapStore(MongoContent content, RelaySignal relay, ILogger<MongoRoadmapStore> log)
    : IRoadmapStore
{
    // As many events, and the longest roadmap, are well below what a document may have, 16 MB.
    private const int FewEvents = 16;
    private const int LongestEvents = 12_000_000;

    private static readonly FilterDefinitionBuilder<RoadmapDocument> Where = Builders<RoadmapDocument>.Filter;
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    private readonly MongoFactCounts counts = new(content);

    public async Task Prepare()
    {
        while (true)
        {
            try
            {
                await content.CreateIndexes();
                await content.Roadmaps.AddMissingWords();
                await counts.TakeInAll();
                await content.RewritePending();
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
            .. query.Words.Select(word => filter.Regex(document => document.FoundBy, $"^{word}")),
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
        var document = await content.Roadmaps.Find(document => document.Slug == slug)
            .SingleOrDefaultAsync(cancellation);
        return document?.Roadmap;
    }

    public Task<bool> Save(Roadmap roadmap, int expectedRevision, IEvent? news, CancellationToken cancellation) =>
        Save(roadmap, expectedRevision, news is null ? [] : [EventMessage.Of(news)]);

    public Task<bool> Repeat(Roadmap roadmap, IEvent news, DateTime happenedAt, CancellationToken cancellation) =>
        Save(roadmap, roadmap.Revision, [EventMessage.Repeating(news, happenedAt)]);

    public Task Keep(Fact fact, CancellationToken cancellation) => content.Facts.KeepNewest(fact, cancellation);

    public Task<IReadOnlyDictionary<string, int>> CountFacts(string roadmap, CancellationToken cancellation) =>
        counts.Of(roadmap, cancellation);

    private async Task<bool> Save(Roadmap roadmap, int expectedRevision, OutboxMessage[] events)
    {
        var saved = expectedRevision == 0
            ? await Insert(new(roadmap.Slug, roadmap, events) { FoundBy = roadmap.Words() })
            : await Update(roadmap, expectedRevision, events);

        if (saved && events.Length > 0)
        {
            relay.Wake();
        }

        return saved;
    }

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
        var expected = Where.Where(document =>
            document.Slug == roadmap.Slug && document.Roadmap.Revision == expectedRevision);

        return await Update(expected & Where.SizeLt(document => document.Pending, FewEvents), roadmap, events)
            || (await HasRoom(expected, roadmap.Slug) && await Update(expected, roadmap, events));
    }

    private async Task<bool> Update(FilterDefinition<RoadmapDocument> which, Roadmap roadmap, OutboxMessage[] events)
    {
        var result = await content.Roadmaps.UpdateOneAsync(
            which,
            Builders<RoadmapDocument>.Update
                .Set(document => document.Roadmap, roadmap)
                .Set(document => document.FoundBy, roadmap.Words())
                .Set(document => document.ChangedAt, DateTime.UtcNow)
                .PushEach(document => document.Pending, events),
            options: null,
            CancellationToken.None);
        return result.MatchedCount == 1;
    }

    /// <summary>
    /// Whether the roadmap is still the expected one. Throws <see cref="EventsWaitException"/> if so many events wait
    /// in its document that one more may not fit.
    /// </summary>
    private async Task<bool> HasRoom(FilterDefinition<RoadmapDocument> expected, string slug)
    {
        var pending = await content.Roadmaps.Find(expected)
            .Project(document => document.Pending).SingleOrDefaultAsync();
        if (pending?.Sum(message => message.Body.Length) > LongestEvents)
        {
            throw new EventsWaitException(slug, pending.Count);
        }

        return pending is not null;
    }
}
