using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Data.Sqlite;
using static Notifications.NotificationKind;

namespace Notifications.Tests;

/// <summary>What an operator can do with what could not be handled.</summary>
[Collection(nameof(NotificationUnderTest))]
public class DeadLetters(NotificationUnderTest service)
{
    private readonly Desk desk = service.Desk("olga");

    [Fact]
    public async Task A_replay_has_its_effect_once_the_cause_is_gone_and_only_once()
    {
        var learner = new Learner(service);
        Guid messageId;
        Desk.Letter letter;
        await using (await CannotBeTold(learner))
        {
            messageId = await learner.IsSaid(learner.Completed(1));
            letter = await desk.Only(l => l.Body.Contains(learner.Id));
            Assert.Contains("nothing is told", letter.Error, StringComparison.Ordinal);

            // Too early: it fails again, and is the same letter.
            Assert.Equal(HttpStatusCode.Accepted, (await desk.Replay(letter.Id)).StatusCode);
            Assert.Equal(letter.Body, (await desk.Again(letter.Id, attempts: 2)).Body);
        }

        var handled = service.Handled();
        Assert.Equal(HttpStatusCode.Accepted, (await desk.Replay(letter.Id)).StatusCode);
        await learner.IsTold(Lesson);
        Assert.Equal(HttpStatusCode.Conflict, (await desk.Replay(letter.Id)).StatusCode);

        // The message itself once more, as if the broker had delivered it twice.
        await learner.IsSaid(learner.Completed(1), messageId);
        await handled.Times(2, messageId);
        await learner.IsTold(Lesson);
        Assert.Empty(await desk.Waiting(l => l.Body.Contains(learner.Id)));
        Assert.Equal(["replayed", "replayed"], (await desk.Read(letter.Id)).Audit.Select(entry => entry.What));
    }

    [Fact]
    public async Task A_replay_goes_to_the_queue_that_failed_and_to_no_other()
    {
        var learner = new Learner(service);
        var handled = service.Handled();
        Guid messageId;
        await using (await CannotBeTold(learner))
        {
            // Two queues have it: one welcomes, which fails, one remembers who follows.
            messageId = await learner.IsSaid(learner.Enrolled());
            await desk.Only(letter => letter.Body.Contains(learner.Id));
            await handled.Times(2, messageId);
        }

        var letter = Assert.Single(await desk.Waiting(letter => letter.Body.Contains(learner.Id)));
        Assert.Equal("notification-welcome-learner", letter.Queue);
        await desk.Replay(letter.Id);

        await learner.IsTold(Welcome);
        await handled.Times(3, messageId);
    }

    [Fact]
    public async Task All_that_waits_is_replayed_at_once()
    {
        var learner = new Learner(service);
        await using (await CannotBeTold(learner))
        {
            await Task.WhenAll(Enumerable.Range(1, 120).Select(n => learner.IsSaid(learner.Completed(n, total: 120))));
            await Eventually.Equal(120, () => CountOf(learner));
        }

        Assert.True(await desk.ReplayAll() >= 120);

        await Eventually.Is(async () => (await learner.Notifications()).UnreadCount == 120);
        Assert.Equal(0, await CountOf(learner));
    }

    [Fact]
    public async Task A_message_that_is_older_than_the_inbox_remembers_is_not_replayed()
    {
        var id = Guid.NewGuid();
        await service.Bus.Send("notification-welcome-learner", Encoding.UTF8.GetBytes(new JsonObject
        {
            ["messageId"] = id.ToString(),
            ["messageType"] = new JsonArray("urn:message:Contracts:LearnerEnrolled"),
            ["sentTime"] = DateTime.UtcNow - TimeSpan.FromDays(7.01),
            ["message"] = new JsonObject(),
        }.ToJsonString()));
        var letter = await desk.Only(letter => letter.Body.Contains(id.ToString()));

        var response = await desk.Replay(letter.Id);

        Assert.Equal(HttpStatusCode.Conflict, response.StatusCode);
        Assert.Contains("7 days", await response.Content.ReadAsStringAsync());
        await desk.ReplayAll();
        Assert.Equal("waiting", (await desk.Read(letter.Id)).State);
    }

    [Fact]
    public async Task A_discarded_letter_leaves_the_list_and_its_audit_says_who_and_why()
    {
        var letter = await Poison();

        Assert.Equal(HttpStatusCode.BadRequest, (await desk.Discard(letter.Id, reason: null)).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await desk.Discard(letter.Id, reason: " ")).StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, (await desk.Discard(letter.Id, "A test's.")).StatusCode);

        Assert.DoesNotContain(await desk.Waiting(), waiting => waiting.Id == letter.Id);
        var closed = await desk.Read(letter.Id);
        Assert.Equal("discarded", closed.State);
        var entry = Assert.Single(closed.Audit);
        Assert.Equal(("discarded", "olga", "A test's."), (entry.What, entry.Who, entry.Reason));
        Assert.True(entry.When >= letter.FailedAt);
        Assert.Equal(HttpStatusCode.Conflict, (await desk.Discard(letter.Id, "Again.")).StatusCode);
        Assert.Equal(HttpStatusCode.Conflict, (await desk.Replay(letter.Id)).StatusCode);
        Assert.Contains(
            letter.Id.ToString(), await (await desk.Get("?state=discarded&limit=100")).Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task The_list_pages_newest_first_without_bodies()
    {
        var letters = new[] { await Poison(), await Poison(), await Poison() };

        var newest = await Page("?limit=2");
        var rest = await Page($"?limit=1&after={newest["next"]}");

        Assert.Equal(
            letters.Reverse().Select(letter => letter.Id.ToString()),
            newest["items"]!.AsArray().Concat(rest["items"]!.AsArray()).Select(item => (string)item!["id"]!));
        Assert.Equal(
            ["id", "queue", "event", "error", "attempts", "failedAt"],
            newest["items"]![0]!.AsObject().Select(member => member.Key));

        async Task<JsonObject> Page(string query) =>
            (await (await desk.Get(query)).Content.ReadFromJsonAsync<JsonObject>())!;
    }

    [Theory]
    [InlineData("?limit=0", "limit")]
    [InlineData("?limit=101", "limit")]
    [InlineData("?after=made-up", "after")]
    [InlineData("?after=", "after")]
    [InlineData("?state=lost", "state")]
    public async Task Bad_input_is_400_and_names_the_field(string query, string field)
    {
        var response = await desk.Get(query);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        var problem = await response.Content.ReadFromJsonAsync<JsonElement>();
        Assert.True(problem.GetProperty("errors").TryGetProperty(field, out _), problem.ToString());
    }

    [Fact]
    public async Task It_is_for_operators_alone_and_an_unknown_letter_is_404()
    {
        var unknown = Guid.NewGuid();
        var learners = new Desk(service.As("lea", "learner"), "notification");
        var nobodys = new Desk(service.Anonymous(), "notification");

        foreach (var (asked, expected) in new[]
        {
            (learners, HttpStatusCode.Forbidden), (nobodys, HttpStatusCode.Unauthorized),
            (desk, HttpStatusCode.NotFound),
        })
        {
            Assert.Equal(expected, (await asked.Get($"/{unknown}")).StatusCode);
            Assert.Equal(expected, (await asked.Replay(unknown)).StatusCode);
            Assert.Equal(expected, (await asked.Discard(unknown, "A test's.")).StatusCode);
        }
    }

    /// <summary>A letter that no replay will help.</summary>
    private async Task<Desk.Letter> Poison()
    {
        var poison = $"no JSON, {Guid.NewGuid()}";
        await service.Bus.Send("notification-welcome-learner", Encoding.UTF8.GetBytes(poison));
        return await desk.Only(letter => letter.Body == poison);
    }

    /// <summary>Makes the database refuse this learner's notifications, as a defect would, until disposed.</summary>
    private async Task<IAsyncDisposable> CannotBeTold(Learner learner)
    {
        var trigger = $"\"refuse {learner.Id}\"";
        await Execute($"""
            CREATE TRIGGER {trigger} BEFORE INSERT ON Notifications WHEN NEW.LearnerId = '{learner.Id}'
            BEGIN SELECT RAISE(ABORT, 'nothing is told'); END
            """);
        return new Undo(() => Execute($"DROP TRIGGER {trigger}"));
    }

    private Task<int> CountOf(Learner learner) => Execute(
        $"SELECT count(*) FROM DeadLetters WHERE State = 'Waiting' AND instr(Body, '{learner.Id}')");

    private async Task<int> Execute(string sql)
    {
        await using var connection = new SqliteConnection(service.Database);
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        return Convert.ToInt32(await command.ExecuteScalarAsync());
    }

    private sealed class Undo(Func<Task> undo) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync() => await undo();
    }
}
