using System.Text.Json;
using Content.Roadmaps;
using Content.Statistics;
using Contracts;

namespace Content.Tests.Storage;

public class StoreOnSqlite(SqliteUnderTest database) : RoadmapStoreContract(database), IClassFixture<SqliteUnderTest>;

public class StoreOnMongo(MongoUnderTest database) : RoadmapStoreContract(database), IClassFixture<MongoUnderTest>;

/// <summary>What the service expects of a store, whichever it is.</summary>
public abstract class RoadmapStoreContract
{
    private static readonly CancellationToken None = CancellationToken.None;

    private readonly StoreUnderTest database;
    private readonly string mark = $"m{Guid.NewGuid():n}";

    protected RoadmapStoreContract(StoreUnderTest database)
    {
        Assert.SkipWhen(database.IsAbsent, "MONGODB_URL names no MongoDB server, such as mongodb://127.0.0.1:27017.");
        this.database = database;
    }

    [Fact]
    public async Task What_was_saved_is_found_as_it_was()
    {
        var roadmap = Draft(mark).Publish(Now) with { IsFromCatalogue = true };
        await Save(roadmap, 0);
        await Found(roadmap);

        var retired = roadmap.Retire(Now);
        await Save(retired, roadmap.Revision);
        await Found(retired);
    }

    [Fact]
    public async Task What_was_never_saved_is_not_found() => Assert.Null(await database.Store.Find(mark, None));

    [Fact]
    public async Task A_save_on_another_revision_than_the_stored_one_stores_nothing()
    {
        var first = Draft(mark).Publish(Now);
        Assert.True(await Save(first, 0));
        var second = first.Revise(Text("Second"), Now);
        Assert.True(await Save(second, first.Revision));

        Assert.False(await Save(first.Revise(Text("Other"), Now), first.Revision));
        Assert.False(await Save(Draft(mark), 0));
        Assert.False(await Save(Draft($"{mark}-2").Publish(Now), 7));

        await Found(second);
        Assert.Null(await database.Store.Find($"{mark}-2", None));
        Assert.Equal([first.Revision, second.Revision], await PendingRevisions());
    }

    [Fact]
    public async Task Of_many_saves_on_one_revision_one_succeeds()
    {
        Assert.Single(await Race(expected: 0, _ => Draft(mark)), true);
        Assert.Single(await Race(expected: 1, n => Draft(mark).Revise(Text($"By {n}"), Now)), true);

        Task<bool[]> Race(int expected, Func<int, Roadmap> roadmap) =>
            Task.WhenAll(Enumerable.Range(0, 20).Select(n => Task.Run(() => Save(roadmap(n), expected))));
    }

    [Fact]
    public async Task An_event_waits_until_it_is_forgotten_whatever_is_saved_meanwhile()
    {
        var first = Draft(mark).Publish(Now);
        await Save(first, 0);
        var second = first.Revise(Text("Second"), Now);
        await Save(second, 2);
        var waiting = await Pending();

        Assert.Equal([2, 3], await PendingRevisions());
        Assert.Equal(waiting, await Pending(), (one, two) => JsonSerializer.Serialize(one) == JsonSerializer.Serialize(two));

        await database.Outbox.Forget([waiting[0]], None);
        await Save(second.Retire(Now), 3);
        Assert.Equal([3, 4], await PendingRevisions());

        await database.Outbox.Forget(await Pending(), None);
        Assert.Empty(await Pending());
    }

    [Fact]
    public async Task Events_wait_in_order_of_writing()
    {
        List<string> slugs = [];
        foreach (var letter in "cab")
        {
            slugs.Add($"{mark}-{letter}");
            await Save(Draft(slugs[^1]).Publish(Now), 0);
            // Times are kept in milliseconds; order within one is a matter of a single roadmap.
            await Task.Delay(2);
        }

        var pending = await Pending();

        Assert.Equal(slugs, pending.Select(message => ((RoadmapPublished)message.Read()).Roadmap));
        Assert.Equal(slugs[0], ((RoadmapPublished)(await database.Outbox.Pending(1000, None))
            .First(message => message.Body.Contains(mark)).Read()).Roadmap);
    }

    [Fact]
    public async Task A_saved_event_wakes_the_relay()
    {
        var wake = database.Signal.Wait(TimeSpan.FromMinutes(1), None);
        await database.Signal.Wait(TimeSpan.Zero, None);

        await Save(Draft(mark).Publish(Now), 0);

        await wake.WaitAsync(TimeSpan.FromSeconds(5));
    }

    [Fact]
    public async Task One_replica_at_a_time_relays()
    {
        var (_, other, _) = await database.Replica();

        Assert.True(await database.Outbox.HoldLease(None));
        Assert.True(await database.Outbox.HoldLease(None));
        Assert.False(await other.HoldLease(None));

        await database.Outbox.ReleaseLease();
        Assert.True(await other.HoldLease(None));
        await database.Outbox.ReleaseLease();
        Assert.False(await database.Outbox.HoldLease(None));
        await other.ReleaseLease();
    }

    [Fact]
    public async Task A_list_has_what_was_asked_for_in_order_of_slug()
    {
        var draft = Draft($"{mark}-b");
        var published = Draft($"{mark}-c").Publish(Now);
        var retired = Draft($"{mark}-a").Publish(Now).Retire(Now);
        foreach (var roadmap in new[] { draft, published, retired })
        {
            await Save(roadmap, 0);
        }

        RoadmapStatus[] any = [RoadmapStatus.Draft, RoadmapStatus.Published, RoadmapStatus.Retired];
        Assert.Equal([retired, draft, published], await List(any));
        Assert.Equal([published], await List([RoadmapStatus.Published]));
        Assert.Equal([draft, published], await List(any, after: retired.Slug));
        Assert.Equal([retired], await List(any, limit: 1));
        Assert.Empty(await List(any, tag: "no-such-tag"));
        Assert.Equal([retired, draft, published], await List(any, words: ["cour", "sum"]));
        Assert.Empty(await List(any, words: ["ourse"]));

        async Task<IEnumerable<string>> Listed(RoadmapQuery query) =>
            (await database.Store.List(query, None)).Select(item => JsonSerializer.Serialize(item));

        async Task<IEnumerable<Roadmap>> List(
            RoadmapStatus[] statuses, string[]? words = null, string? tag = null, string after = "", int limit = 10)
        {
            var found = await Listed(new(statuses, words ?? [], tag ?? mark, after, limit));
            Roadmap[] all = [draft, published, retired];
            return found.Select(item => all.Single(one => JsonSerializer.Serialize(RoadmapListItem.Of(one)) == item));
        }
    }

    [Theory]
    [InlineData(1, 2, 3)]
    [InlineData(3, 2, 1)]
    [InlineData(2, 3, 1)]
    [InlineData(3, 3, 1)]
    public async Task The_newest_version_of_a_fact_is_kept_in_whatever_order_it_comes(params int[] versions)
    {
        foreach (var version in versions)
        {
            // Only the third version holds.
            await database.Store.Keep(new Fact(mark, "a", "lea", version, version == 3), None);
        }

        Assert.Equal(1, (await Counts())["a"]);

        await database.Store.Keep(new Fact(mark, "a", "lea", 4, false), None);
        Assert.Empty(await Counts());
    }

    [Fact]
    public async Task The_newest_of_versions_that_come_at_once_is_kept()
    {
        for (var round = 0; round < 10; round++)
        {
            await Task.WhenAll(Enumerable.Range(1, 20).Select(version => Task.Run(
                () => database.Store.Keep(new Fact(mark, $"{round}", "lea", version, version == 20), None))));
        }

        Assert.Equal(10, (await Counts()).Count);
    }

    [Fact]
    public async Task Facts_are_counted_by_roadmap_and_name()
    {
        await database.Store.Keep(new Fact(mark, "a", "lea", 1, true), None);
        await database.Store.Keep(new Fact(mark, "a", "leo", 1, true), None);
        await database.Store.Keep(new Fact(mark, "b", "lea", 1, true), None);
        await database.Store.Keep(new Fact(mark, "c", "lea", 1, false), None);
        await database.Store.Keep(new Fact($"{mark}-2", "a", "lea", 1, true), None);

        Assert.Equal(new Dictionary<string, int> { ["a"] = 2, ["b"] = 1 }, await Counts());
    }

    private static DateTime Now => DateTime.UnixEpoch.AddMilliseconds(DateTimeOffset.UtcNow.ToUnixTimeMilliseconds());

    private Roadmap Draft(string slug) => Roadmap.Draft(slug, Text("A course"), Now);

    private RoadmapText Text(string title) => new()
    {
        Title = title,
        Summary = "Summary: Ünïcode",
        Tags = [mark],
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

    private Task<bool> Save(Roadmap roadmap, int expected) =>
        database.Store.Save(roadmap, expected, roadmap.News(), None);

    private async Task Found(Roadmap roadmap) => Assert.Equal(
        JsonSerializer.Serialize(roadmap), JsonSerializer.Serialize(await database.Store.Find(roadmap.Slug, None)));

    private Task<IReadOnlyDictionary<string, int>> Counts() => database.Store.CountFacts(mark, None);

    private async Task<List<Messaging.Outbox.OutboxMessage>> Pending() =>
        [.. (await database.Outbox.Pending(1000, None)).Where(message => message.Body.Contains(mark))];

    private async Task<IEnumerable<int>> PendingRevisions() => (await Pending()).Select(message => message.Read() switch
    {
        RoadmapPublished published => published.Revision,
        RoadmapRetired retired => retired.Revision,
        var other => throw new InvalidOperationException($"{other} is no roadmap's event."),
    });
}
