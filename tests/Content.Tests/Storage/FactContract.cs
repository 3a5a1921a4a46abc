using Content.Statistics;
using Content.Storage;

namespace Content.Tests.Storage;

public class FactsOnSqlite(SqliteUnderTest database) : FactContract(database), IClassFixture<SqliteUnderTest>;

public class FactsOnMongo(MongoUnderTest database) : FactContract(database), IClassFixture<MongoUnderTest>;

public abstract class FactContract(StoreUnderTest database) : StoreContract(database)
{
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
            await Database.Store.Keep(new Fact(Mark, "a", "lea", version, version == 3), None);
        }

        Assert.Equal(1, (await Counts())["a"]);

        await Database.Store.Keep(new Fact(Mark, "a", "lea", 4, false), None);
        Assert.Empty(await Counts());
    }

    [Fact]
    public async Task The_newest_of_versions_that_come_at_once_is_kept()
    {
        for (var round = 0; round < 10; round++)
        {
            await Task.WhenAll(Enumerable.Range(1, 20).Select(version => Task.Run(
                () => Database.Store.Keep(new Fact(Mark, $"{round}", "lea", version, version == 20), None))));
        }

        Assert.Equal(10, (await Counts()).Count);
    }

    [Fact]
    public async Task Facts_are_counted_by_roadmap_and_name()
    {
        await Database.Store.Keep(new Fact(Mark, "a", "lea", 1, true), None);
        await Database.Store.Keep(new Fact(Mark, "a", "leo", 1, true), None);
        await Database.Store.Keep(new Fact(Mark, "b", "lea", 1, true), None);
        await Database.Store.Keep(new Fact(Mark, "c", "lea", 1, false), None);
        await Database.Store.Keep(new Fact($"{Mark}-2", "a", "lea", 1, true), None);

        Assert.Equal(new Dictionary<string, int> { ["a"] = 2, ["b"] = 1 }, await Counts());
    }

    [Fact]
    public async Task Counts_are_true_whatever_comes_while_they_are_read()
    {
        var (another, _, _) = await Database.Replica();
        IRoadmapStore[] replicas = [Database.Store, another];
        var random = new Random(1);
        var facts = (
            from learner in Enumerable.Range(0, 10)
            from version in Enumerable.Range(1, 10)
            select new Fact(Mark, $"{learner % 2}", $"{learner}", version, random.Next(2) == 0)).ToArray();
        random.Shuffle(facts);

        var writing = Task.WhenAll(facts.Chunk(10).Select((some, n) => Task.Run(async () =>
        {
            foreach (var fact in some.Concat(some))
            {
                await replicas[n % 2].Keep(fact, None);
            }
        })));
        do
        {
            await Task.WhenAll(replicas.Select(replica => replica.CountFacts(Mark, None)));
        }
        while (!writing.IsCompleted);
        await writing;

        var newest = facts.Where(fact => fact.Version == 10 && fact.Holds).CountBy(fact => fact.Name).ToDictionary();
        Assert.Equal(newest, await Counts());
    }

    private Task<IReadOnlyDictionary<string, int>> Counts() => Database.Store.CountFacts(Mark, None);
}
