using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Content.Roadmaps;
using Contracts;
using MassTransit.Serialization;
using Messaging.Events;
using Messaging.Outbox;

namespace Content.Tests.Storage;

/// <summary>What the service expects of a store, whichever it is.</summary>
public abstract class StoreContract
{
    protected static readonly CancellationToken None = CancellationToken.None;

    protected StoreContract(StoreUnderTest database)
    {
        Assert.SkipWhen(database.IsAbsent, "MONGODB_URL names no MongoDB server, such as mongodb://127.0.0.1:27017.");
        Database = database;
    }

    protected StoreUnderTest Database { get; }

    /// <summary>What only this test's slugs, tags and events have.</summary>
    protected string Mark { get; } = $"m{Guid.NewGuid():n}";

    protected static DateTime Now => DateTime.UnixEpoch.AddMilliseconds(DateTimeOffset.UtcNow.ToUnixTimeMilliseconds());

    protected Roadmap Draft(string slug) => Roadmap.Draft(slug, Text("A course"), Now);

    protected RoadmapText Text(string title) => new()
    {
        Title = title,
        Summary = "Summary: Ünïcode",
        Tags = [Mark],
        Stages =
        [
            new Stage
            {
                Title = "First",
                Lessons =
                [
                    new Lesson
                    {
                        Slug = "one",
                        Title = "One",
                        Kind = "exercise",
                        Minutes = 10,
                        Body = "# One\n\n\t$set: {\"a.b\": 1}",
                        Resources = [new Resource { Title = "More", Url = "https://example.org" }],
                    },
                ],
            },
            new Stage { Title = "Empty", Lessons = [] },
        ],
    };

    /// <summary>
    /// As many lessons as there may be, with the longest titles: its event has more than half a megabyte.
    /// </summary>
    protected Roadmap Large(string slug) => Roadmap.Draft(slug, Text("A long course") with
    {
        Stages =
        [
            new Stage
            {
                Title = "All",
                Lessons = [.. Enumerable.Range(0, 500).Select(n => new Lesson
                {
                    Slug = $"{n}", Title = new string('é', 200), Kind = "article", Minutes = 10, Body = "",
                })],
            },
        ],
    }, Now);

    protected Task<bool> Save(Roadmap roadmap, int expected) =>
        Database.Store.Save(roadmap, expected, roadmap.News(), None);

    protected async Task IsStored(Roadmap roadmap) => Assert.Equal(
        JsonSerializer.Serialize(roadmap), JsonSerializer.Serialize(await Database.Store.Find(roadmap.Slug, None)));

    protected async Task<List<OutboxMessage>> Pending() =>
        [.. (await Database.Outbox.Pending([], 1000, None)).Where(message => TextOf(message).Contains(Mark))];

    protected static string TextOf(OutboxMessage message) => Encoding.UTF8.GetString(message.Body);

    /// <summary>The event in a message, as a consumer reads it.</summary>
    protected static object EventIn(OutboxMessage message) => JsonNode.Parse(message.Body)!["message"].Deserialize(
        typeof(RoadmapPublished).Assembly.GetType($"Contracts.{message.Event}")!,
        WireFormat.Strict(SystemTextJsonMessageSerializer.Options))!;

    protected async Task<IEnumerable<int>> PendingRevisions() =>
        (await Pending()).Select(message => EventIn(message) switch
        {
            RoadmapPublished published => published.Revision,
            RoadmapRetired retired => retired.Revision,
            var other => throw new InvalidOperationException($"{other} is no roadmap's event."),
        });
}
