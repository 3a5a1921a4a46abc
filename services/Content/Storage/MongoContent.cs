using Content.Statistics;
using Messaging.Storage;
using MongoDB.Driver;

namespace Content.Storage;

/// <summary>The database in MongoDB.</summary>
internal sealed class MongoContent
{
    // A reader should not wait for half a minute, the driver's default, to hear that the server is away.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    static MongoContent() => MongoMapping.Register();

    public MongoContent(MongoUrl url)
    {
        var settings = MongoClientSettings.FromUrl(url);
        settings.ServerSelectionTimeout = Patience;
        // Whatever the address says: an answer means that the change is on the disks of most members, so no crash and
        // no election takes it back. With less, a server may answer up to 100 ms before it flushes its journal.
        settings.WriteConcern = WriteConcern.WMajority.With(journal: true);
        var database = new MongoClient(settings).GetDatabase(url.DatabaseName);

        Server = url.Server.ToString();
        Roadmaps = database.GetCollection<RoadmapDocument>("roadmaps");
        Facts = database.GetCollection<Fact>("facts");
        FactCounts = database.GetCollection<FactCountsDocument>("factCounts");
        DeadLetters = database.GetCollection<DeadLetterDocument>("deadLetters");
        Modules = database.GetCollection<ModuleDocument>("modules");
        Leases = database.GetCollection<Lease>("leases");
    }

    public string Server { get; }

    public IMongoCollection<RoadmapDocument> Roadmaps { get; }

    public IMongoCollection<Fact> Facts { get; }

    public IMongoCollection<FactCountsDocument> FactCounts { get; }

    public IMongoCollection<DeadLetterDocument> DeadLetters { get; }

    public IMongoCollection<ModuleDocument> Modules { get; }

    public IMongoCollection<Lease> Leases { get; }

    /// <summary>Makes the indexes that aren't there yet.</summary>
    public async Task CreateIndexes()
    {
        var roadmap = Builders<RoadmapDocument>.IndexKeys;
        await Roadmaps.Indexes.CreateManyAsync(
        [
            new(roadmap.Ascending(document => document.FoundBy)),
            // Sparse: it holds only the documents with events that wait.
            new(roadmap.Ascending("pending.storedAt"), new CreateIndexOptions { Sparse = true }),
        ]);

        var fact = Builders<Fact>.IndexKeys;
        await Facts.Indexes.CreateManyAsync(
        [
            new(
                fact.Ascending(f => f.Roadmap).Ascending(f => f.Name).Ascending(f => f.Learner),
                new CreateIndexOptions { Unique = true }),
            new(fact.Ascending(f => f.Roadmap).Ascending("isCounted")),
        ]);

        var letter = Builders<DeadLetterDocument>.IndexKeys;
        await DeadLetters.Indexes.CreateManyAsync(
        [
            new(letter.Ascending(d => d.Letter.State).Descending(d => d.Letter.FailedAt).Descending(d => d.Id)),
            new(letter.Ascending("pending.storedAt"), new CreateIndexOptions { Sparse = true }),
        ]);
    }
}
