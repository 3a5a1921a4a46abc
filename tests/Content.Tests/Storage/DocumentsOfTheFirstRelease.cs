using Content.Roadmaps;
using Contracts;
using MongoDB.Bson;
using MongoDB.Driver;

namespace Content.Tests.Storage;

/// <summary>
/// What the first release left in MongoDB: it knew neither when a document changed, nor dead letters.
/// </summary>
public class DocumentsOfTheFirstRelease(MongoUnderTest database)
    : StoreContract(database), IClassFixture<MongoUnderTest>
{
    private const string Event =
        """{\"Roadmap\":\"http-in-depth\",\"Title\":\"HTTP in depth\",\"Revision\":2,"""
        + """\"Lessons\":[{\"Lesson\":\"etags\",\"Title\":\"ETags\",\"Minutes\":10}],"""
        + """\"PublishedAt\":\"2026-11-22T21:37:53.009Z\"}""";

    private const string Document = $$"""
        {
          "_id": "http-in-depth",
          "roadmap": {
            "slug": "http-in-depth", "title": "HTTP in depth", "summary": "From the wire up.", "tags": ["http"],
            "lessonCount": 1, "minutes": 10, "status": "Published", "revision": 2,
            "updatedAt": { "$date": "2026-11-22T21:37:53.009Z" }, "retiredRevision": null, "retiredAt": null,
            "isFromCatalogue": false,
            "stages": [{ "title": "First", "lessons": [
              { "slug": "etags", "title": "ETags", "kind": "article", "minutes": 10, "body": "Read.", "resources": [] }
            ] }]
          },
          "words": ["depth", "from", "http", "in", "the", "up", "wire"],
          "pending": [{
            "messageId": UUID("5e1c2a52-8f0e-5b7e-9d57-0b8f1f3f8a11"), "event": "RoadmapPublished",
            "body": "{{Event}}",
            "traceParent": null, "storedAt": { "$date": "2026-11-22T21:37:53.010Z" }, "repeatOf": null
          }]
        }
        """;

    [Fact]
    public async Task They_are_searched_and_counted_once_this_version_has_started()
    {
        using var client = new MongoClient(database.Address);
        var stored = client.GetDatabase(database.Address!.DatabaseName);
        await stored.GetCollection<BsonDocument>("roadmaps")
            .InsertOneAsync(
                BsonDocument.Parse(Document.Replace("http-in-depth", Mark)).Set("pending", new BsonArray()));
        await stored.GetCollection<BsonDocument>("facts").InsertOneAsync(new BsonDocument
        {
            ["roadmap"] = Mark,
            ["name"] = "enrolled",
            ["learner"] = "lea",
            ["version"] = 1,
            ["holds"] = true,
        });

        var (store, _, _) = await Database.Replica();

        Assert.Contains(
            Mark,
            (await store.List(new([RoadmapStatus.Published], ["http", "wi"], null, "", 10), None)).Select(r => r.Slug));
        Assert.Equal(1, (await store.CountFacts(Mark, None))["enrolled"]);
    }

    [Fact]
    public async Task They_are_found_revised_and_their_events_sent()
    {
        using var client = new MongoClient(database.Address);
        await client.GetDatabase(database.Address!.DatabaseName).GetCollection<BsonDocument>("roadmaps")
            .InsertOneAsync(BsonDocument.Parse(Document));

        // A release that starts finds them.
        await Database.Replica();

        var old = (await Database.Store.Find("http-in-depth", None))!;
        Assert.Equal(("HTTP in depth", 2, "etags"), (old.Title, old.Revision, old.Lessons.Single().Slug));
        var published = Assert.Single(await Database.Outbox.Pending([], 10, None));
        Assert.Equal(
            ("http-in-depth", 2), EventIn(published) is RoadmapPublished e ? (e.Roadmap, e.Revision) : default);

        Assert.True(await Save(old.Revise(Text("HTTP in more depth"), Now), expected: 2));
        await Database.Outbox.Forget([published], None);
        Assert.Equal("HTTP in more depth", (await Database.Store.Find("http-in-depth", None))!.Title);
        Assert.Equal(
            3, (EventIn(Assert.Single(await Database.Outbox.Pending([], 10, None))) as RoadmapPublished)?.Revision);
    }
}
