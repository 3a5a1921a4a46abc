using System.Text.Json;
using Contracts;
using Messaging.Outbox;

namespace Content.Tests.Storage;

public class OutboxOnSqlite(SqliteUnderTest database) : OutboxContract(database), IClassFixture<SqliteUnderTest>;

public class OutboxOnMongo(MongoUnderTest database) : OutboxContract(database), IClassFixture<MongoUnderTest>;

public abstract class OutboxContract(StoreUnderTest database) : StoreContract(database)
{
    [Fact]
    public async Task An_event_waits_until_it_is_forgotten_whatever_is_saved_meanwhile()
    {
        var first = Draft(Mark).Publish(Now);
        await Save(first, 0);
        var second = first.Revise(Text("Second"), Now);
        await Save(second, 2);
        var waiting = await Pending();

        Assert.Equal([2, 3], await PendingRevisions());
        Assert.Equal(
            waiting, await Pending(), (one, two) => JsonSerializer.Serialize(one) == JsonSerializer.Serialize(two));

        await Database.Outbox.Forget([waiting[0]], None);
        await Save(second.Retire(Now), 3);
        Assert.Equal([3, 4], await PendingRevisions());

        await Database.Outbox.Forget(await Pending(), None);
        Assert.Empty(await Pending());
    }

    [Fact]
    public async Task Events_wait_in_order_of_writing()
    {
        List<string> slugs = [];
        foreach (var letter in "cab")
        {
            slugs.Add($"{Mark}-{letter}");
            await Save(Draft(slugs[^1]).Publish(Now), 0);
            // Times are kept in milliseconds; order within one is a matter of a single roadmap.
            var saved = DateTime.UtcNow;
            await Eventually.Is(() => Task.FromResult(DateTime.UtcNow - saved > TimeSpan.FromMilliseconds(1)));
        }

        var pending = await Pending();

        Assert.Equal(slugs, pending.Select(message => ((RoadmapPublished)EventIn(message)).Roadmap));
        Assert.Equal(slugs[0], ((RoadmapPublished)EventIn((await Database.Outbox.Pending([], 1000, None))
            .First(message => TextOf(message).Contains(Mark)))).Roadmap);
    }

    [Fact]
    public async Task As_many_events_are_read_at_once_as_memory_should_hold()
    {
        await Drain();
        foreach (var letter in "abcdefghij")
        {
            await Save(Large($"{Mark}-{letter}").Publish(Now), 0);
        }

        var batches = await Drain();

        Assert.Equal(10, batches.Sum(batch => batch.Count));
        Assert.All(batches, batch => Assert.InRange(batch.Sum(message => message.Body.Length), 1, 5_000_000));
    }

    [Fact]
    public async Task A_saved_event_wakes_the_relay()
    {
        var wake = Database.Signal.Wait(TimeSpan.FromMinutes(1), None);
        await Database.Signal.Wait(TimeSpan.Zero, None);

        await Save(Draft(Mark).Publish(Now), 0);

        await wake.WaitAsync(TimeSpan.FromSeconds(5));
    }

    private async Task<List<IReadOnlyList<OutboxMessage>>> Drain()
    {
        List<IReadOnlyList<OutboxMessage>> batches = [];
        while (await Database.Outbox.Pending([], 500, None) is { Count: > 0 } batch)
        {
            batches.Add(batch);
            await Database.Outbox.Forget(batch, None);
        }

        return batches;
    }

    [Fact]
    public async Task One_replica_at_a_time_relays()
    {
        var (_, other, _) = await Database.Replica();

        Assert.True(await Database.Outbox.HoldLease(None));
        Assert.True(await Database.Outbox.HoldLease(None));
        Assert.False(await other.HoldLease(None));

        await Database.Outbox.ReleaseLease();
        Assert.True(await other.HoldLease(None));
        await Database.Outbox.ReleaseLease();
        Assert.False(await Database.Outbox.HoldLease(None));
        await other.ReleaseLease();
    }
}
