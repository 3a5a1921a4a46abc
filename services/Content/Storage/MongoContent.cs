using Content.Roadmaps;
using Content.Statistics;
using Messaging.Outbox;
using Messaging.Storage;
using MongoDB.Bson;
using MongoDB.Bson.Serialization;
using MongoDB.Bson.Serialization.Attributes;
using MongoDB.Bson.Serialization.Conventions;
using MongoDB.Bson.Serialization.Serializers;
using MongoDB.Driver;

namespace Content.Storage;

/// <summary>A roadmap's document. What happens to it, and the events of that, change in one atomic write.</summary>
/// <param name="Slug">The document's id.</param>
/// <param name="Roadmap">The roadmap itself.</param>
/// <param name="Words">What it is found by, see <see cref="SearchWords"/>.</param>
/// <param name="Pending">Events that the broker has not confirmed yet, oldest first.</param>
internal sealed record RoadmapDocument(
    [property: BsonId] string Slug, Roadmap Roadmap, IReadOnlyList<string> Words, IReadOnlyList<OutboxMessage> Pending);

/// <summary>The database in MongoDB.</summary>
internal sealed class MongoContent
{
    // A reader should not wait for half a minute, the driver's default, to hear that the server is away.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    static MongoContent() => MapTypes();

    public MongoContent(MongoUrl url)
    {
        var settings = MongoClientSettings.FromUrl(url);
        settings.ServerSelectionTimeout = Patience;
        var database = new MongoClient(settings).GetDatabase(url.DatabaseName);

        Server = url.Server.ToString();
        Roadmaps = database.GetCollection<RoadmapDocument>("roadmaps");
        Facts = database.GetCollection<Fact>("facts");
        Leases = database.GetCollection<Lease>("leases");
    }

    public string Server { get; }

    public IMongoCollection<RoadmapDocument> Roadmaps { get; }

    public IMongoCollection<Fact> Facts { get; }

    public IMongoCollection<Lease> Leases { get; }

    /// <summary>Makes the indexes that aren't there yet.</summary>
    public async Task CreateIndexes()
    {
        var roadmap = Builders<RoadmapDocument>.IndexKeys;
        await Roadmaps.Indexes.CreateManyAsync(
        [
            new(roadmap.Ascending(document => document.Words)),
            // Sparse: it holds only the documents with events that wait.
            new(roadmap.Ascending("pending.storedAt"), new CreateIndexOptions { Sparse = true }),
        ]);

        var fact = Builders<Fact>.IndexKeys;
        await Facts.Indexes.CreateOneAsync(new CreateIndexModel<Fact>(
            fact.Ascending(f => f.Roadmap).Ascending(f => f.Name).Ascending(f => f.Learner),
            new CreateIndexOptions { Unique = true }));
    }

    private static void MapTypes()
    {
        ConventionRegistry.Register(
            "content",
            new ConventionPack
            {
                new CamelCaseElementNameConvention(),
                new EnumRepresentationConvention(BsonType.String),
                // An older version reads what a newer one wrote.
                new IgnoreExtraElementsConvention(true),
            },
            type => type.Namespace is { } name && (name.StartsWith("Content") || name.StartsWith("Messaging")));

        BsonSerializer.RegisterSerializer(new GuidSerializer(GuidRepresentation.Standard));
        BsonClassMap.RegisterClassMap<OutboxMessage>(map =>
        {
            map.AutoMap();
            map.UnmapMember(message => message.Sequence);
        });
        BsonClassMap.RegisterClassMap<Lease>(map =>
        {
            map.AutoMap();
            map.MapIdMember(lease => lease.Name);
        });
    }
}
