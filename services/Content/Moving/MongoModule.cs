using Content.Statistics;
using Content.Storage;
using MongoDB.Bson;
using MongoDB.Bson.Serialization;
using MongoDB.Driver;
using Moving;
using Moving.Records;
using Moving.Tables;

namespace Content.Moving;

/// <summary>
/// The module in MongoDB. Each write of a document stamps it with its time; a position is such a time. A stamp is older
/// than the moment in which its write is seen, so the last seconds are always read again; and once the module is given
/// away and nobody writes here, all since the tracking began, lest one write took longer.
/// </summary>
internal sealed class MongoModule(MongoContent content, TimeProvider clock) : IModuleStore
{
    private const string ChangedAt = "changedAt";
    private static readonly TimeSpan Overlap = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LongestWrite = TimeSpan.FromMinutes(1);

    private readonly IMongoCollection<BsonDocument> facts =
        content.Facts.Database.GetCollection<BsonDocument>(content.Facts.CollectionNamespace.CollectionName);

    public async Task<Ownership?> ReadOwnership(CancellationToken cancellation) =>
        await Find(cancellation) is { Epoch: { } epoch, Owns: var owns } ? new(epoch, owns) : null;

    public Task StoreOwnership(Ownership ownership) => Change(Builders<ModuleDocument>.Update
        .Set(module => module.Epoch, ownership.Epoch).Set(module => module.Owns, ownership.Owns));

    public async Task<Tracked> Track()
    {
        if (await Tracking(CancellationToken.None) is { } known)
        {
            return known;
        }

        await facts.Indexes.CreateOneAsync(new CreateIndexModel<BsonDocument>(
            Builders<BsonDocument>.IndexKeys.Ascending(ChangedAt), new CreateIndexOptions { Name = ChangedAt }));
        var tracking = Guid.NewGuid().ToString("n");
        await Change(Builders<ModuleDocument>.Update
            .Set(module => module.Tracking, tracking).Set(module => module.TrackedSince, Now));
        return new(tracking, PositionOf(Now));
    }

    public async Task Untrack()
    {
        if (await Tracking(CancellationToken.None) is not null)
        {
            await Change(Builders<ModuleDocument>.Update.Set(module => module.Tracking, null));
            await facts.Indexes.DropOneAsync(ChangedAt);
        }
    }

    public async Task<Tracked?> Tracking(CancellationToken cancellation) =>
        await Find(cancellation) is { Tracking: { } tracking } ? new(tracking, PositionOf(Now)) : null;

    public async Task<SnapshotPage> Snapshot(string? after, int limit, CancellationToken cancellation)
    {
        var (kind, last) = Parse(after);
        if (kind is MovedRoadmaps.Roadmap)
        {
            var roadmaps = await content.Roadmaps
                .Find(Builders<RoadmapDocument>.Filter.Gt(document => document.Slug, last))
                .SortBy(document => document.Slug).Limit(Math.Min(limit, MovedRoadmaps.AtOnce))
                .ToListAsync(cancellation);
            if (roadmaps.Count > 0)
            {
                return new([.. roadmaps.Select(Pack)], $"{kind}/{roadmaps[^1].Slug}");
            }

            (kind, last) = (MovedRoadmaps.Fact, $"{ObjectId.Empty}");
        }

        if (kind is MovedRoadmaps.Fact)
        {
            var page = await facts.Find(Builders<BsonDocument>.Filter.Gt("_id", ObjectId.Parse(last)))
                .Sort(Builders<BsonDocument>.Sort.Ascending("_id")).Limit(limit).ToListAsync(cancellation);
            if (page.Count > 0)
            {
                return new([.. page.Select(Pack)], $"{kind}/{page[^1]["_id"]}");
            }

            (kind, last) = (MovedLetters.Kind, $"{Guid.Empty}");
        }

        var letters = await content.DeadLetters
            .Find(Builders<DeadLetterDocument>.Filter.Gt(document => document.Id, Guid.Parse(last)))
            .SortBy(document => document.Id).Limit(Math.Min(limit, MovedLetters.AtOnce)).ToListAsync(cancellation);
        return new([.. letters.Select(Pack)], letters.Count > 0 ? $"{kind}/{letters[^1].Id}" : null);
    }

    public async Task<ChangesPage> Changes(long after, int limit, CancellationToken cancellation)
    {
        // Below zero, a position says how far all is read again.
        var module = await Find(cancellation);
        var isAtRest = module is { Epoch: not null, Owns: false };
        var position = DateTimeOffset.FromUnixTimeMilliseconds(Math.Abs(after)).UtcDateTime;
        var from = isAtRest && after >= 0 && module!.TrackedSince is { } since
            ? since - LongestWrite
            : position - Overlap;
        var until = Now - Overlap;

        var (roadmaps, seenRoadmaps) = await ReadUntil(
            content.Roadmaps, from, until, Math.Min(limit, MovedRoadmaps.AtOnce),
            document => document.ChangedAt, cancellation);
        var (changedFacts, seenFacts) = await ReadUntil(
            facts, from, until, limit, document => document[ChangedAt].ToUniversalTime(), cancellation);
        var (letters, seenLetters) = await ReadUntil(
            content.DeadLetters, from, until, Math.Min(limit, MovedLetters.AtOnce),
            document => document.ChangedAt, cancellation);
        List<MovedRecord> records =
            [.. roadmaps.Select(Pack), .. changedFacts.Select(Pack), .. letters.Select(Pack)];

        var seen = new[] { seenRoadmaps, seenFacts, seenLetters }.Min();
        var more = seen < until;
        if (!more)
        {
            records.AddRange((await Since(content.Roadmaps, until).ToListAsync(cancellation)).Select(Pack));
            records.AddRange((await Since(facts, until).ToListAsync(cancellation)).Select(Pack));
            records.AddRange((await Since(content.DeadLetters, until).ToListAsync(cancellation)).Select(Pack));
        }

        var next = PositionOf(seen + Overlap);
        return new(records, isAtRest && more ? -next : next, more);
    }

    public async Task Fill(RecordsPage page)
    {
        foreach (var record in page.Records)
        {
            await Store(record);
        }

        // Last: a crash before it repeats the page, which changes nothing.
        await Change(Builders<ModuleDocument>.Update.Set(
            module => module.Filling, new(page.Tracking, page.Cursor, page.Complete, page.Position)));
    }

    public async Task<Filling?> ReadFilling(CancellationToken cancellation) => (await Find(cancellation))?.Filling;

    public async Task<IReadOnlyDictionary<string, long>> Count(CancellationToken cancellation) =>
        new Dictionary<string, long>
        {
            [MovedRoadmaps.Roadmap] = await content.Roadmaps.CountDocumentsAsync(
                _ => true, options: null, cancellation),
            [MovedRoadmaps.Fact] = await content.Facts.CountDocumentsAsync(_ => true, options: null, cancellation),
            [MovedLetters.Kind] = await content.DeadLetters.CountDocumentsAsync(_ => true, options: null, cancellation),
        };

    /// <summary>
    /// Documents stamped in a time in which nothing changes any more, oldest first, and up to when these are all.
    /// </summary>
    private static async Task<(List<T> Documents, DateTime Seen)> ReadUntil<T>(
        IMongoCollection<T> documents, DateTime from, DateTime until, int limit, Func<T, DateTime> stamp,
        CancellationToken cancellation)
    {
        var filter = Builders<T>.Filter;
        var page = await documents.Find(filter.Gte(ChangedAt, from) & filter.Lt(ChangedAt, until))
            .Sort(Builders<T>.Sort.Ascending(ChangedAt)).Limit(limit).ToListAsync(cancellation);
        if (page.Count < limit)
        {
            return (page, until);
        }

        // Others may have the last one's stamp, so the next page begins with it; unless this one did already.
        var seen = stamp(page[^1]);
        return seen > from ? (page, seen) : await ReadUntil(documents, from, until, limit * 2, stamp, cancellation);
    }

    private static IFindFluent<T, T> Since<T>(IMongoCollection<T> documents, DateTime time) =>
        documents.Find(Builders<T>.Filter.Gte(ChangedAt, time));

    private static MovedRecord Pack(RoadmapDocument document) =>
        MovedRecord.Of(MovedRoadmaps.Roadmap, document.Roadmap.Pack());

    private static MovedRecord Pack(BsonDocument fact) =>
        MovedRecord.Of(MovedRoadmaps.Fact, BsonSerializer.Deserialize<Fact>(fact).Pack());

    private static MovedRecord Pack(DeadLetterDocument document) =>
        MovedRecord.Of(MovedLetters.Kind, document.Letter.Pack());

    private static long PositionOf(DateTime time) => new DateTimeOffset(time).ToUnixTimeMilliseconds();

    private static (string Kind, string Last) Parse(string? cursor) => cursor?.Split('/', 2) switch
    {
        null => (MovedRoadmaps.Roadmap, ""),
        [MovedRoadmaps.Roadmap, var slug] => (MovedRoadmaps.Roadmap, slug),
        [MovedRoadmaps.Fact, var id] when ObjectId.TryParse(id, out _) => (MovedRoadmaps.Fact, id),
        [MovedLetters.Kind, var id] when Guid.TryParse(id, out _) => (MovedLetters.Kind, id),
        _ => throw new FormatException($"'{cursor}' is no cursor of content."),
    };

    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    private Task Store(MovedRecord record) => record.Kind switch
    {
        MovedRoadmaps.Roadmap => content.Roadmaps.Put(record.Read<MovedRoadmap>().Unpack()),
        MovedRoadmaps.Fact => content.Facts.Put(record.Read<MovedFact>().Unpack()),
        MovedLetters.Kind => MongoDeadLetters.Put(content, record.Read<MovedDeadLetter>().Unpack()),
        _ => throw new FormatException($"content has no records of the kind '{record.Kind}'."),
    };

    private async Task<ModuleDocument?> Find(CancellationToken cancellation) =>
        await content.Modules.Find(module => module.Module == ContentModule.Name).SingleOrDefaultAsync(cancellation);

    private Task<UpdateResult> Change(UpdateDefinition<ModuleDocument> change) => content.Modules.UpdateOneAsync(
        module => module.Module == ContentModule.Name, change, new UpdateOptions { IsUpsert = true });
}
