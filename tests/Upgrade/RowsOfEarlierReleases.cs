using System.Text.Json.Nodes;
using Messaging.Database;
using Messaging.Outbox;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Progress.Storage;

namespace Upgrade;

/// <summary>
/// What waits in an outbox, as the release before one-way rows stored it, is a message after the upgrade.
/// </summary>
public sealed class RowsOfEarlierReleases : IAsyncLifetime
{
    private const string Waiting = """
        INSERT INTO Outbox (MessageId, Event, Body, TraceParent, StoredAt, RepeatOf, DeadLetterId) VALUES
            ('5FB15484-E357-8279-9C2D-3E51D21A39D9', 'LessonReopened', '{"LearnerId":"ada","Lesson":"Größe"}',
                '00-trace', '2026-11-22 21:37:52.9053794', NULL, NULL),
            ('64F26BA5-6293-894D-A041-2B8047E6D532', 'LessonReopened', '{}', NULL,
                '2026-11-22 21:37:53', '2026-03-04 05:06:07.089', NULL),
            ('750A57EA-459F-89E7-866D-09DDC8C0A99E', 'RoadmapRetired', '', NULL,
                '2026-11-22 21:37:54', NULL, '11111111-2222-3333-4444-555555555555');
        INSERT INTO DeadLetters (Id, Queue, MessageId, Event, Error, Attempts, SentAt, FailedAt, State, Body,
            ContentType, ContentEncoding, CorrelationId, Headers) VALUES
            ('11111111-2222-3333-4444-555555555555', 'progress-retire-outline', '750A57EA-459F-89E7-866D-09DDC8C0A99E',
                'RoadmapRetired', 'Boom.', 1, '2026-11-22 21:37:50', '2026-11-22 21:37:51', 'Replayed', X'00FF',
                'odd/type', 'odd', 'c', '{"MT-Fault-Message":"Boom.","a.b":true,"table":{"list":[1,null]}}');
        """;

    private readonly string file = Path.GetTempFileName();
    private ProgressDb db = null!;

    public async ValueTask InitializeAsync()
    {
        db = new(new DbContextOptionsBuilder<ProgressDb>().UseSqlite($"Data Source={file};Pooling=False").Options);
        await db.GetService<IMigrator>().MigrateAsync("20261122210756_AddDeadLetters");
        await db.Database.ExecuteSqlRawAsync(Waiting.Replace("{", "{{").Replace("}", "}}"));
        await db.Migrate();
    }

    public async ValueTask DisposeAsync()
    {
        await db.DisposeAsync();
        File.Delete(file);
    }

    [Fact]
    public async Task An_event_is_in_an_envelope_as_consumers_read_it()
    {
        var row = (await db.Set<OutboxMessage>().OrderBy(row => row.Sequence).ToListAsync())[0];
        var envelope = JsonNode.Parse(row.Body)!;

        Assert.Equal((null, "LessonReopened", "{}", "00-trace"), (row.Queue, row.Event, row.Headers, row.TraceParent));
        Assert.Equal("application/vnd.masstransit+json", row.ContentType);
        Assert.Equal(row.MessageId, (Guid)envelope["messageId"]!);
        Assert.Equal("urn:message:Contracts:LessonReopened", (string?)envelope["messageType"]![0]);
        Assert.Equal("Größe", (string?)envelope["message"]!["Lesson"]);
        Assert.Equal(row.StoredAt, (DateTime)envelope["sentTime"]!);
    }

    [Fact]
    public async Task A_repetition_says_when_it_first_happened()
    {
        var row = (await db.Set<OutboxMessage>().OrderBy(row => row.Sequence).ToListAsync())[1];

        Assert.Equal("""{"Repeat-Of":"2026-03-04T05:06:07.089Z"}""", row.Headers);
        Assert.Equal(row.Headers, JsonNode.Parse(row.Body)!["headers"]!.ToJsonString());
    }

    [Fact]
    public async Task A_replay_is_the_letter_as_it_was_before_it_failed()
    {
        var row = (await db.Set<OutboxMessage>().OrderBy(row => row.Sequence).ToListAsync())[2];

        Assert.Equal(("progress-retire-outline", "odd/type", "odd", "c"),
            (row.Queue, row.ContentType, row.ContentEncoding, row.CorrelationId));
        Assert.Equal([0, 0xFF], row.Body);
        Assert.Equal("""{"a.b":true,"table":{"list":[1,null]}}""", row.Headers);
    }
}
