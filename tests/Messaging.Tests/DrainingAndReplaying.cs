using System.Text.Json;
using System.Text.Json.Nodes;
using Messaging.DeadLetters;
using Microsoft.Extensions.DependencyInjection;
using RabbitMQ.Client;

[assembly: AssemblyFixture(typeof(TestBroker))]

namespace Messaging.Tests;

/// <summary>Between the broker and the desk nothing is lost, and no byte changes.</summary>
[Collection("desks that share their queues")]
public sealed class DrainingAndReplaying(TestBroker broker) : IAsyncLifetime
{
    // This project's broker has no consumers: what is put on these queues stays there.
    private const string Queue = "notification-welcome-learner";

    // No text, no JSON, no UTF-8.
    private readonly byte[] body = [.. Guid.NewGuid().ToByteArray(), 0, 0xFF, 0xFE, (byte)'{'];

    private readonly Guid messageId = Guid.NewGuid();
    private IConnection connection = null!;
    private IChannel channel = null!;

    public async ValueTask InitializeAsync()
    {
        connection = await new ConnectionFactory { Uri = broker.Url }.CreateConnectionAsync();
        channel = await connection.CreateChannelAsync(new CreateChannelOptions(true, true));
        foreach (var queue in new[] { Queue, $"{Queue}_error", $"{Queue}_skipped" })
        {
            await Declare(queue);
            await channel.QueuePurgeAsync(queue);
        }
    }

    public async ValueTask DisposeAsync() => await connection.DisposeAsync();

    [Fact]
    public async Task A_replay_is_the_message_as_it_was_before_it_failed()
    {
        await using var desk = await DeskUnderTest.Start(broker.Url);
        await Fail($"{Queue}_error", new()
        {
            ["MT-Fault-ExceptionType"] = "X",
            ["MT-Fault-Message"] = "Boom.",
            ["MT-Fault-RetryCount"] = 3,
            ["MT-Reason"] = "fault",
            ["MT-Host-MachineName"] = "here",
            ["MT-Activity-Id"] = "00-trace",
            ["number"] = 5,
            ["truth"] = true,
            ["bytes"] = new byte[] { 0xFF },
            ["time"] = new AmqpTimestamp(7),
            ["list"] = new List<object> { "a", 1L },
            ["table"] = new Dictionary<string, object?> { ["b"] = 0.5 },
        });
        var letter = await desk.Letter();
        Assert.Equal(("X: Boom.", 4, "LearnerEnrolled"), (letter.Error, letter.Attempts, letter.Event));

        await desk.Replay(letter);

        var replay = await Received();
        Assert.Equal(body, replay.Body.ToArray());
        Assert.Equal(
            (messageId.ToString(), "odd/type", "odd", "c", DeliveryModes.Persistent),
            (replay.BasicProperties.MessageId, replay.BasicProperties.ContentType,
                replay.BasicProperties.ContentEncoding, replay.BasicProperties.CorrelationId,
                replay.BasicProperties.DeliveryMode));
        var headers = replay.BasicProperties.Headers!;
        headers.Remove("x-dotnet-pub-seq-no");
        Assert.Equal(
            ["MT-Activity-Id", "bytes", "list", "number", "table", "time", "truth"],
            headers.Keys.Order(StringComparer.Ordinal));
        Assert.Equal("00-trace"u8.ToArray(), headers["MT-Activity-Id"]);
        Assert.Equal(new byte[] { 0xFF }, headers["bytes"]);
        Assert.Equal((5L, true, new AmqpTimestamp(7)), (headers["number"], headers["truth"], headers["time"]));
        Assert.Equal(["a"u8.ToArray(), 1L], (List<object>)headers["list"]!);
        Assert.Equal(0.5, ((Dictionary<string, object?>)headers["table"]!)["b"]);
        await Eventually.Is(async () => (await desk.Outbox.Pending([], 10, CancellationToken.None)).Count == 0);
    }

    [Theory]
    [InlineData("error")]
    [InlineData("skipped")]
    public async Task A_message_that_was_stored_but_not_acknowledged_is_one_letter(string kind)
    {
        await using var desk = await DeskUnderTest.Start(broker.Url, services => services
            .AddSingleton<DeadLetterTable<LedgerDb>>().AddSingleton<IDeadLetters, FailsAfterItsFirstCommit>());

        await Fail($"{Queue}_{kind}");

        await Eventually.Equal(2, () => Task.FromResult(((FailsAfterItsFirstCommit)desk.Letters).Taken));
        Assert.Equal(1, (await desk.Letter()).Attempts);
        await Eventually.Equal(0u, () => channel.MessageCountAsync($"{Queue}_{kind}"));
    }

    [Fact]
    public async Task Two_messages_under_one_id_are_two_letters()
    {
        await using var desk = await DeskUnderTest.Start(broker.Url);
        byte[] other = [.. body, 1];
        await Fail($"{Queue}_error");
        await Fail($"{Queue}_error", otherBody: other);

        var waiting = await Eventually.Get(desk.Waiting, found => found.Count == 2);
        foreach (var letter in await Task.WhenAll(
            waiting.Select(item => desk.Letters.Find(item.Id, CancellationToken.None))))
        {
            await desk.Replay(letter!);
        }

        byte[][] replays = [(await Received()).Body.ToArray(), (await Received()).Body.ToArray()];
        Assert.Equal([body, other], replays.OrderBy(replay => replay.Length));
    }

    [Fact]
    public async Task While_the_broker_is_away_a_replay_waits_in_the_outbox_and_then_arrives()
    {
        await using var wire = new Wire(broker.Url);
        await using var desk = await DeskUnderTest.Start(wire.Url);
        await Fail($"{Queue}_error");
        var letter = await desk.Letter();

        wire.Cut();
        await desk.Replay(letter);
        await Eventually.Is(() => Task.FromResult(wire.Refused > 1));
        Assert.Empty(
            await desk.Letters.List("notification", DeadLetterState.Waiting, null, 10, CancellationToken.None));
        Assert.Equal(messageId, Assert.Single(await desk.Outbox.Pending([], 10, CancellationToken.None)).MessageId);

        wire.Mend();
        Assert.Equal(body, (await Received()).Body.ToArray());
        await Eventually.Is(async () => (await desk.Outbox.Pending([], 10, CancellationToken.None)).Count == 0);

        // And the drain is back as well.
        await Fail($"{Queue}_error");
        await Eventually.Is(async () => (await desk.Letters.Find(letter.Id, CancellationToken.None))!.Attempts == 2);
    }

    [Fact]
    public async Task A_replay_to_a_queue_that_is_gone_is_back_on_the_desk_and_what_is_behind_it_arrives()
    {
        var queue = $"notification-{Guid.NewGuid():n}";
        await using var desk = await DeskUnderTest.Start(broker.Url, before: db => db.DeadLetters.Add(Letter(queue)));
        var letter = await desk.Letter();

        await desk.Replay(letter);
        await desk.Replay(await Drained(desk));
        Assert.Equal(body, (await Received()).Body.ToArray());
        var back = await desk.Letter();
        Assert.Equal((letter.Id, letter.Attempts), (back.Id, back.Attempts));
        Assert.Contains($"no queue {queue}", back.Error);
        await Eventually.Is(async () => (await desk.Outbox.Pending([], 10, CancellationToken.None)).Count == 0);

        await Declare(queue);
        await desk.Replay(back);
        Assert.Equal(body, (await Received(queue)).Body.ToArray());
    }

    [Theory]
    [InlineData(70)]
    [InlineData(900)]
    public async Task Headers_nested_deep_are_drained_shown_and_replayed(int depth)
    {
        await using var desk = await DeskUnderTest.Start(broker.Url);
        await Fail($"{Queue}_error", new() { ["MT-Fault-Message"] = "Boom.", ["deep"] = Nested(depth) });
        var letter = await desk.Letter();
        // As ASP.NET Core answers, and as its clients read.
        Assert.NotNull(JsonNode.Parse(JsonSerializer.Serialize(DeadLetterView.Of(letter))));

        Assert.Null(await desk.Close(letter));

        Assert.Equal(depth, DepthOf((await Received()).BasicProperties.Headers!["deep"]));
    }

    [Fact]
    public async Task Headers_nested_deeper_than_can_be_kept_are_a_letter_that_is_not_replayed_and_can_be_discarded()
    {
        await using var desk = await DeskUnderTest.Start(broker.Url);
        await Fail($"{Queue}_error", new() { ["MT-Fault-Message"] = "Boom.", ["deep"] = Nested(1100) });
        var letter = await desk.Letter();
        Assert.NotNull(JsonNode.Parse(JsonSerializer.Serialize(DeadLetterView.Of(letter))));

        Assert.Contains("deeper than 1000", await desk.Close(letter));
        Assert.Null(await desk.Letters.Discard(letter, "olga", "Too deep.", DateTime.UtcNow, CancellationToken.None));
    }

    private Task<QueueDeclareOk> Declare(string queue) =>
        channel.QueueDeclareAsync(queue, durable: true, exclusive: false, autoDelete: false);

    private async Task Fail(string queue, Dictionary<string, object?>? headers = null, byte[]? otherBody = null)
    {
        var properties = new BasicProperties
        {
            MessageId = messageId.ToString(),
            ContentType = "odd/type",
            ContentEncoding = "odd",
            CorrelationId = "c",
            Headers = headers,
        };
        await channel.BasicPublishAsync(exchange: "", queue, mandatory: true, properties, otherBody ?? body);
    }

    private async Task<DeadLetter> Drained(DeskUnderTest desk)
    {
        await Fail($"{Queue}_error");
        return (await Eventually.Get(
            () => desk.Letters.Find(DeadLetter.IdOf(Queue, messageId, body), CancellationToken.None),
            found => found is not null))!;
    }

    private DeadLetter Letter(string queue) => new()
    {
        Id = DeadLetter.IdOf(queue, messageId, body),
        Queue = queue,
        MessageId = messageId,
        Event = "LearnerEnrolled",
        Error = "Boom.",
        Attempts = 1,
        SentAt = DateTime.UtcNow,
        FailedAt = DateTime.UtcNow.AddMinutes(-1),
        Body = body,
        Headers = "{}",
    };

    private static object Nested(int depth) => Enumerable.Range(0, depth).Aggregate(
        (object)"core", (inner, _) => new Dictionary<string, object?> { ["a"] = inner });

    private static int DepthOf(object? value) =>
        value is IDictionary<string, object?> table ? 1 + DepthOf(table["a"]) : 0;

    private Task<BasicGetResult> Received(string queue = Queue) =>
        Eventually.Get(() => channel.BasicGetAsync(queue, autoAck: true), message => message is not null)!;
}
