using System.Text.Json;
using System.Text.Json.Nodes;
using Contracts;
using Messaging.Events;
using Messaging.Storage;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Messaging.Tests;

public class GroupCommit
{
    [Fact]
    public async Task A_caller_goes_on_only_after_its_unit_is_stored()
    {
        await using var ledger = await Ledger.Open();

        await ledger.Writer.Run(Add("mine"));

        Assert.True(await ledger.Has("mine"));
    }

    [Fact]
    public async Task A_unit_that_fails_fails_alone()
    {
        await using var ledger = await Ledger.Open();
        using var gate = new SemaphoreSlim(0);
        var ahead = await Occupy(ledger.Writer, gate);

        // These three wait for the one ahead, and so share a commit.
        var before = ledger.Writer.Run(Add("before"));
        var failing = ledger.Writer.Run(async db =>
        {
            await Add("half")(db);
            await db.SaveChangesAsync();
            throw new InvalidOperationException("on purpose");
        });
        var after = ledger.Writer.Run(Add("after"));
        gate.Release();

        await Task.WhenAll(ahead, before, after);
        await Assert.ThrowsAsync<InvalidOperationException>(() => failing);
        Assert.True(await ledger.Has("before"));
        Assert.False(await ledger.Has("half"));
        Assert.True(await ledger.Has("after"));
    }

    [Fact]
    public async Task A_unit_sees_what_those_before_it_in_the_same_commit_have_stored()
    {
        await using var ledger = await Ledger.Open();
        using var gate = new SemaphoreSlim(0);
        var ahead = await Occupy(ledger.Writer, gate);

        var adding = ledger.Writer.Run(Add("first"));
        var counting = ledger.Writer.Run(db => db.Entries.CountAsync());
        var marking = ledger.Writer.Run(
            db => { Statements.Of(db).Run($"INSERT INTO Entries (Name) VALUES ({"second"})"); });
        var countingAgain = ledger.Writer.Run(db => db.Entries.CountAsync());
        gate.Release();

        await Task.WhenAll(ahead, adding, marking);
        Assert.Equal((1, 2), (await counting, await countingAgain));
    }

    [Fact]
    public async Task What_ran_twice_because_another_failed_is_stored_once_with_its_event()
    {
        await using var ledger = await Ledger.Open();
        using var gate = new SemaphoreSlim(0);
        var ahead = await Occupy(ledger.Writer, gate);
        var @event = EventMessage.Of(new LessonReopened("ada", "http", "dns", 1, DateTime.UtcNow));
        var runs = 0;

        var innocent = ledger.Writer.Run(async db =>
        {
            runs++;
            await Add("innocent")(db);
            db.Outbox.Add(@event);
        });
        var failing = ledger.Writer.Run(Fail);
        gate.Release();

        await Task.WhenAll(ahead, innocent);
        await Assert.ThrowsAsync<InvalidOperationException>(() => failing);
        Assert.Equal(2, runs);
        Assert.True(await ledger.Has("innocent"));
        Assert.Single(await ledger.Outbox.Pending([], 10, CancellationToken.None));
    }

    [Fact]
    public async Task A_unit_that_breaks_a_constraint_fails_alone()
    {
        await using var ledger = await Ledger.Open();
        await ledger.Writer.Run(Add("taken"));

        var answers = await Task.WhenAll(
            Enumerable.Range(0, 20).Select(n => Outcome(ledger.Writer.Run(Add(n == 10 ? "taken" : $"entry-{n}")))));

        Assert.Single(answers, failure => failure is not null);
        Assert.IsType<DbUpdateException>(answers[10]);
        Assert.True(await ledger.Has("entry-9"));
        Assert.True(await ledger.Has("entry-11"));
    }

    [Fact]
    public async Task Where_SQLite_rolls_back_everything_all_are_told_the_reason()
    {
        await using var ledger = await Ledger.Open();
        await ledger.Writer.Run(Add("taken"));
        using var gate = new SemaphoreSlim(0);
        var ahead = await Occupy(ledger.Writer, gate);
        var innocent = ledger.Writer.Run(Add("innocent"));
        // A full disk does the same, and its error is one after which a consumer tries again.
        var culprit = ledger.Writer.Run(db =>
            db.Database.ExecuteSqlRawAsync("INSERT OR ROLLBACK INTO Entries (Name) VALUES ('taken')"));
        gate.Release();

        await Outcome(ahead);
        Assert.IsType<SqliteException>(await Outcome(culprit));
        Assert.IsType<SqliteException>(await Outcome(innocent));
        Assert.False(await ledger.Has("innocent"));
    }

    [Fact]
    public async Task A_commit_that_fails_fails_every_caller_and_the_next_one_works()
    {
        await using var ledger = await Ledger.Open();
        using var gate = new SemaphoreSlim(0);
        var ahead = await Occupy(ledger.Writer, gate);
        var innocent = ledger.Writer.Run(Add("innocent"));
        // Ends the transaction that both share: neither its savepoint nor the commit can succeed.
        var culprit = ledger.Writer.Run(db => db.Database.ExecuteSqlRawAsync("ROLLBACK"));
        gate.Release();

        await Outcome(ahead);
        Assert.NotNull(await Outcome(innocent));
        Assert.NotNull(await Outcome(culprit));
        Assert.False(await ledger.Has("innocent"));

        await ledger.Writer.Run(Add("next"));
        Assert.True(await ledger.Has("next"));
    }

    [Fact]
    public async Task A_caller_that_gave_up_before_its_turn_changes_nothing()
    {
        await using var ledger = await Ledger.Open();
        using var gate = new SemaphoreSlim(0);
        var ahead = await Occupy(ledger.Writer, gate);
        using var impatience = new CancellationTokenSource();
        var given = ledger.Writer.Run(Add("given-up"), impatience.Token);

        await impatience.CancelAsync();
        gate.Release();

        await ahead;
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => given);
        Assert.False(await ledger.Has("given-up"));
    }

    [Fact]
    public async Task A_change_and_its_event_are_stored_together_or_not_at_all()
    {
        await using var ledger = await Ledger.Open();
        var @event = new LessonReopened("ada", "http", "dns", 1, DateTime.UtcNow);

        await Outcome(ledger.Writer.Run(async db =>
        {
            await Add("x")(db);
            db.Outbox.Add(EventMessage.Of(@event));
            throw new InvalidOperationException("on purpose");
        }));
        Assert.Empty(await ledger.Outbox.Pending([], 10, CancellationToken.None));

        await ledger.Writer.Run(async db =>
        {
            await Add("x")(db);
            db.Outbox.Add(EventMessage.Of(@event));
        });
        var stored = Assert.Single(await ledger.Outbox.Pending([], 10, CancellationToken.None));
        Assert.Equal(
            @event, JsonNode.Parse(stored.Body)!["message"].Deserialize<LessonReopened>(JsonSerializerOptions.Web));

        await ledger.Outbox.Forget([stored], CancellationToken.None);
        Assert.Empty(await ledger.Outbox.Pending([], 10, CancellationToken.None));
    }

    /// <summary>
    /// Keeps the writer busy until the gate opens: what is asked of it meanwhile shares the next commit.
    /// </summary>
    private static async Task<Task> Occupy(Writer<LedgerDb> writer, SemaphoreSlim gate)
    {
        var started = new TaskCompletionSource();
        var occupied = writer.Run(_ =>
        {
            started.SetResult();
            return gate.WaitAsync();
        });
        await started.Task;
        return occupied;
    }

    private static Func<LedgerDb, Task> Add(string name) => db =>
    {
        db.Entries.Add(new Entry { Name = name });
        return Task.CompletedTask;
    };

    private static Task Fail(LedgerDb db) => throw new InvalidOperationException("on purpose");

    private static async Task<Exception?> Outcome(Task task) => await Record.ExceptionAsync(() => task);
}
