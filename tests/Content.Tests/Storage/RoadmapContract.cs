using System.Text.Json;
using Content.Roadmaps;

namespace Content.Tests.Storage;

public class RoadmapsOnSqlite(SqliteUnderTest database) : RoadmapContract(database), IClassFixture<SqliteUnderTest>;

public class RoadmapsOnMongo(MongoUnderTest database) : RoadmapContract(database), IClassFixture<MongoUnderTest>;

public abstract class RoadmapContract(StoreUnderTest database) : StoreContract(database)
{
    [Fact]
    public async Task What_was_saved_is_found_as_it_was()
    {
        var roadmap = Draft(Mark).Publish(Now) with { IsFromCatalogue = true };
        await Save(roadmap, 0);
        await IsStored(roadmap);

        var retired = roadmap.Retire(Now);
        await Save(retired, roadmap.Revision);
        await IsStored(retired);
    }

    [Fact]
    public async Task What_was_never_saved_is_not_found() => Assert.Null(await Database.Store.Find(Mark, None));

    [Fact]
    public async Task A_save_on_another_revision_than_the_stored_one_stores_nothing()
    {
        var first = Draft(Mark).Publish(Now);
        Assert.True(await Save(first, 0));
        var second = first.Revise(Text("Second"), Now);
        Assert.True(await Save(second, first.Revision));

        Assert.False(await Save(first.Revise(Text("Other"), Now), first.Revision));
        Assert.False(await Save(Draft(Mark), 0));
        Assert.False(await Save(Draft($"{Mark}-2").Publish(Now), 7));

        await IsStored(second);
        Assert.Null(await Database.Store.Find($"{Mark}-2", None));
        Assert.Equal([first.Revision, second.Revision], await PendingRevisions());
    }

    [Fact]
    public async Task Of_many_saves_on_one_revision_one_succeeds()
    {
        Assert.Single(await Race(expected: 0, _ => Draft(Mark)), true);
        Assert.Single(await Race(expected: 1, n => Draft(Mark).Revise(Text($"By {n}"), Now)), true);

        Task<bool[]> Race(int expected, Func<int, Roadmap> roadmap) =>
            Task.WhenAll(Enumerable.Range(0, 20).Select(n => Task.Run(() => Save(roadmap(n), expected))));
    }

    [Fact]
    public async Task A_list_has_what_was_asked_for_in_order_of_slug()
    {
        var draft = Draft($"{Mark}-b");
        var published = Draft($"{Mark}-c").Publish(Now);
        var retired = Draft($"{Mark}-a").Publish(Now).Retire(Now);
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
        Assert.Empty(await List(any, words: ["cour", "summaries"]));
        Assert.Empty(await List(any, words: ["ourse"]));

        async Task<IEnumerable<string>> Listed(RoadmapQuery query) =>
            (await Database.Store.List(query, None)).Select(item => JsonSerializer.Serialize(item));

        async Task<IEnumerable<Roadmap>> List(
            RoadmapStatus[] statuses, string[]? words = null, string? tag = null, string after = "", int limit = 10)
        {
            var found = await Listed(new(statuses, words ?? [], tag ?? Mark, after, limit));
            Roadmap[] all = [draft, published, retired];
            return found.Select(item => all.Single(one => JsonSerializer.Serialize(RoadmapListItem.Of(one)) == item));
        }
    }
}
