using Messaging.DeadLetters;
using Messaging.Outbox;
using ServiceDefaults;
using static Messaging.DeadLetters.DeadLetterState;

namespace Content.Tests.Storage;

public class DeadLettersOnSqlite(SqliteUnderTest database)
    : DeadLetterContract(database), IClassFixture<SqliteUnderTest>;

public class DeadLettersOnMongo(MongoUnderTest database) : DeadLetterContract(database), IClassFixture<MongoUnderTest>;

public abstract class DeadLetterContract(StoreUnderTest database) : StoreContract(database)
{
    private static readonly DateTime Failed = new(2026, 3, 4, 5, 6, 7, 89, DateTimeKind.Utc);

    private static readonly byte[] Body = [0, 1, 0xFF, (byte)'{'];

    private readonly Guid messageId = Guid.NewGuid();

    private IDeadLetters Letters => Database.DeadLetters;

    [Fact]
    public async Task A_letter_is_kept_as_it_came()
    {
        var letter = Letter();

        await Letters.Take(letter, None);

        Assert.Equivalent(letter, await Letters.Find(letter.Id, None), strict: true);
        Assert.Null(await Letters.Find(Guid.NewGuid(), None));
    }

    [Fact]
    public async Task The_same_failure_twice_is_one_letter_with_one_attempt()
    {
        var letter = Letter();
        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Task.Run(() => Letters.Take(letter, None))));

        Assert.Equal(1, (await Letters.Find(letter.Id, None))!.Attempts);

        await Close(letter, Discarded);
        await Letters.Take(letter, None);
        Assert.Equal(Discarded, (await Letters.Find(letter.Id, None))!.State);
    }

    [Theory]
    [InlineData(Replayed)]
    [InlineData(Discarded)]
    public async Task A_newer_failure_brings_a_closed_letter_back_with_its_attempts_added_up(DeadLetterState closed)
    {
        var letter = Letter(attempts: 4);
        await Letters.Take(letter, None);
        await Close(letter, closed);

        await Letters.Take(Letter(Failed.AddSeconds(1), error: "Again."), None);

        var back = (await Letters.Find(letter.Id, None))!;
        Assert.Equal(
            (Waiting, 5, "Again.", Failed.AddSeconds(1)), (back.State, back.Attempts, back.Error, back.FailedAt));
        Assert.Equal(closed, Assert.Single(back.Audit).What);
    }

    [Fact]
    public async Task Of_many_who_close_a_letter_one_does_and_its_replay_waits_in_the_outbox()
    {
        var letter = Letter();
        await Letters.Take(letter, None);

        var done = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Task.Run(() => Close(letter, Replayed))));

        Assert.Single(done, true);
        var replay = Assert.Single(await Replays());
        Assert.Equal((messageId, letter.Queue), (replay.MessageId, replay.Queue));
        Assert.Equal(letter.Body, replay.Body);
        await Database.Outbox.Forget([replay], None);
        Assert.Empty(await Replays());
        var entry = Assert.Single((await Letters.Find(letter.Id, None))!.Audit);
        Assert.Equal((Replayed, "olga", "A reason.", Failed), (entry.What, entry.Who, entry.Reason, entry.When));
    }

    [Fact]
    public async Task Replays_of_one_message_to_two_queues_are_forgotten_each_for_itself()
    {
        var (one, other) = (Letter(queue: "content-count-finisher"), Letter(queue: "content-count-learner"));
        foreach (var letter in new[] { one, other })
        {
            await Letters.Take(letter, None);
            await Close(letter, Replayed);
        }

        await Database.Outbox.Forget([.. (await Replays()).Where(replay => replay.Queue == one.Queue)], None);

        Assert.Equal(other.Queue, Assert.Single(await Replays()).Queue);
    }

    [Fact]
    public async Task A_list_has_what_is_in_its_state_newest_first()
    {
        // Behind everything that other tests took.
        var start = new DateTime(1990, 1, 1, 0, 0, 0, DateTimeKind.Utc).AddMilliseconds(Random.Shared.Next());
        var letters = Enumerable.Range(0, 5).Select(n => Letter(start.AddSeconds(n / 2), id: Guid.NewGuid())).ToList();
        foreach (var letter in letters)
        {
            await Letters.Take(letter, None);
        }

        var end = new TimeCursor(start.AddSeconds(3), Guid.Empty);
        var first = await Letters.List("content", Waiting, end, 2, None);
        var rest = await Letters.List("content", Waiting, new(first[1].FailedAt, first[1].Id), 3, None);

        IEnumerable<DeadLetterItem> all = [.. first, .. rest];
        Assert.Equal(letters.Select(letter => letter.Id).Order(), all.Select(item => item.Id).Order());
        Assert.Equal([2, 1, 1, 0, 0], all.Select(item => (item.FailedAt - start).Seconds));
        Assert.DoesNotContain(
            await Letters.List("content", Discarded, end, 100, None), item => item.Id == letters[0].Id);
    }

    [Fact]
    public async Task Closed_letters_are_removed_in_time_but_for_those_whose_replay_is_still_to_be_sent()
    {
        var old = DateTime.UnixEpoch.AddYears(1);
        DeadLetter[] letters =
            [.. Enumerable.Range(0, 5).Select(n => Letter(n == 4 ? Failed : old, id: Guid.NewGuid()))];
        var (waits, discarded, sent, unsent, recent) = (letters[0], letters[1], letters[2], letters[3], letters[4]);
        foreach (var letter in letters)
        {
            await Letters.Take(letter, None);
        }

        await Close(discarded, Discarded);
        await Close(recent, Discarded);
        await Close(sent, Replayed);
        await Close(unsent, Replayed);
        await Database.Outbox.Forget(
            [.. (await Database.Outbox.Pending([], 1000, None)).Where(
                replay => replay.MessageId == sent.MessageId)], None);

        Assert.Equal(1, await Letters.RemoveClosed(old.AddDays(1), most: 1, None));
        Assert.Equal(1, await Letters.RemoveClosed(old.AddDays(1), most: 10, None));

        var kept = await Task.WhenAll(letters.Select(letter => Letters.Find(letter.Id, None)));
        Assert.Equal([waits.Id, unsent.Id, recent.Id], kept.OfType<DeadLetter>().Select(letter => letter.Id));
    }

    private DeadLetter Letter(
        DateTime? failedAt = null, Guid? id = null, string queue = "content-count-finisher", int attempts = 1,
        string error = "System.Exception: Ünïcode") => new()
        {
            Id = DeadLetter.IdOf(queue, id ?? messageId, Body),
            Queue = queue,
            MessageId = id ?? messageId,
            Event = "RoadmapCompleted",
            Error = error,
            Attempts = attempts,
            SentAt = Failed.AddMinutes(-1),
            FailedAt = failedAt ?? Failed,
            Body = Body,
            ContentType = "application/vnd.masstransit+json",
            Headers = """{"a.b":"$set","n":5}""",
        };

    private Task<bool> Close(DeadLetter letter, DeadLetterState state) => Letters.Close(
        letter,
        new() { DeadLetterId = letter.Id, What = state, Who = "olga", When = Failed, Reason = "A reason." },
        None);

    private async Task<List<OutboxMessage>> Replays() =>
        [.. (await Database.Outbox.Pending([], 1000, None)).Where(message => message.MessageId == messageId)];
}
