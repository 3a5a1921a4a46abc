using System.Text.Json;
using Contracts;
using Messaging.DeadLetters;
using Messaging.Events;
using Messaging.Outbox;
using Microsoft.EntityFrameworkCore;
using RabbitMQ.Client;

namespace Messaging.Tests;

/// <summary>What can't be sent lies on the desk with its reason, and what is behind it goes on.</summary>
[Collection("desks that share their queues")]
public class SettingAside(TestBroker broker)
{
    private const string Queue = "progress-retire-outline";

    private static readonly DateTime Now = DateTime.UtcNow;

    public static TheoryData<string, string, string> Unsendable => new()
    {
        { "BadgeEarned", "{}", "knows no event BadgeEarned" },
        { nameof(RoadmapRetired), "no JSON", "headers can't be read" },
        { nameof(RoadmapRetired), """{"time":{"timestamp":"late"}}""", "headers can't be read" },
        // More than one frame, in which headers have to fit.
        {
            nameof(RoadmapRetired),
            JsonSerializer.Serialize(new { Big = new string('x', 200_000) }),
            "The broker refuses it"
        },
    };

    [Theory]
    [MemberData(nameof(Unsendable))]
    public async Task An_event_that_cannot_be_sent_lies_on_the_desk_and_what_is_around_it_arrives(
        string name, string headers, string reason)
    {
        var slugs = Enumerable.Range(0, 20).Select(number => $"s{Guid.NewGuid():n}-{number}").ToList();
        await using var queue = await Watched.Open(broker.Url, Queue);

        await using var desk = await DeskUnderTest.Start(broker.Url, before: db =>
        {
            db.Outbox.AddRange(slugs.Take(10).Select(Retired));
            db.Outbox.Add(Unsendably(name, headers));
            db.Outbox.AddRange(slugs.Skip(10).Select(Retired));
        });

        var letter = await desk.Letter();
        Assert.Equal(("notification-outbox", name, 0), (letter.Queue, letter.Event, letter.Attempts));
        Assert.Contains(reason, letter.Error, StringComparison.Ordinal);
        Assert.Equal("body"u8.ToArray(), letter.Body);
        await Eventually.Is(async () => (await queue.Slugs()).IsSupersetOf(slugs));
        await Eventually.Is(async () => (await desk.Outbox.Pending([], 100, CancellationToken.None)).Count == 0);
        // It can be read, and closed.
        Assert.NotNull(JsonSerializer.SerializeToNode(DeadLetterView.Of(letter)));
        Assert.Null(await desk.Letters.Discard(letter, "olga", "Useless.", DateTime.UtcNow, CancellationToken.None));
    }

    [Theory]
    [InlineData("MessageId", "UPDATE Outbox SET MessageId = 'no id'")]
    [InlineData("StoredAt", "UPDATE Outbox SET StoredAt = 'yesterday'")]
    public async Task A_row_that_is_damaged_lies_on_the_desk_and_what_is_behind_it_arrives(string column, string damage)
    {
        var slug = $"s{Guid.NewGuid():n}";
        await using var queue = await Watched.Open(broker.Url, Queue);

        await using var desk = await DeskUnderTest.Start(broker.Url, before: db =>
        {
            db.Outbox.Add(Retired("damaged"));
            db.Database.ExecuteSqlRaw(damage);
            db.Outbox.Add(Retired(slug));
        });

        Assert.Contains($"Row 1 of the outbox is damaged, in {column}", (await desk.Letter()).Error);
        await Eventually.Is(async () => (await queue.Slugs()).Contains(slug));
        await Eventually.Is(async () => (await desk.Outbox.Pending([], 10, CancellationToken.None)).Count == 0);
    }

    [Fact]
    public async Task A_replay_of_an_event_is_published_to_all_that_react_to_it()
    {
        var slug = $"s{Guid.NewGuid():n}";
        await using var queue = await Watched.Open(broker.Url, Queue);
        await using var desk = await DeskUnderTest.Start(broker.Url, before: db =>
            db.DeadLetters.Add(Unsent.LetterOf(Retired(slug), "notification", "A test.", Now)));

        Assert.Null(await desk.Close(await desk.Letter()));

        await Eventually.Is(async () => (await queue.Slugs()).Contains(slug));
    }

    private static OutboxMessage Retired(string slug) => EventMessage.Of(new RoadmapRetired(slug, 1, Now));

    private static OutboxMessage Unsendably(string name, string headers) => new()
    {
        MessageId = Guid.NewGuid(),
        Event = name,
        Body = "body"u8.ToArray(),
        Headers = headers,
        StoredAt = Now,
    };

    /// <summary>A queue that nobody else reads in these tests.</summary>
    private sealed class Watched(IConnection connection, IChannel channel, string queue) : IAsyncDisposable
    {
        private readonly HashSet<string> slugs = [];

        public static async Task<Watched> Open(Uri broker, string queue)
        {
            var connection = await new ConnectionFactory { Uri = broker }.CreateConnectionAsync();
            var channel = await connection.CreateChannelAsync();
            await channel.QueueDeclareAsync(queue, durable: true, exclusive: false, autoDelete: false);
            return new(connection, channel, queue);
        }

        public async Task<IReadOnlySet<string>> Slugs()
        {
            while (await channel.BasicGetAsync(queue, autoAck: true) is { } message)
            {
                using var envelope = JsonDocument.Parse(message.Body);
                slugs.Add(envelope.RootElement.GetProperty("message").GetProperty("roadmap").GetString()!);
            }

            return slugs;
        }

        public async ValueTask DisposeAsync() => await connection.DisposeAsync();
    }
}
