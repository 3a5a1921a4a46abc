using System.Net;
using System.Net.ServerSentEvents;
using System.Text.Json.Nodes;

namespace Monolith.Tests;

public class FollowingTheStream(MonolithAlone monolith) : IClassFixture<MonolithAlone>
{
    /// <summary>Another instance on the same file.</summary>
    private sealed class Replica(string database) : MonolithAlone
    {
        public override string Database => database;
    }

    [Fact]
    public async Task A_client_that_goes_on_at_another_replica_is_told_nothing_twice()
    {
        await using var replica = new Replica(monolith.Database);
        await replica.InitializeAsync();
        string[] lessons = ["one", "two", "three"];
        var learner = await new Learner(monolith).HasCourse([.. lessons, "last"]);
        using var here = await EventStream.Open(learner.Client);
        await learner.Enrolls();

        foreach (var lesson in lessons)
        {
            var seen = Assert.Single(await here.NextNotifications(1)).EventId!;

            // The replica hasn't looked yet what is new in the file.
            using var resumed = await EventStream.Open(replica.As(learner.Id, "learner"), Guid.Parse(seen));
            using var opened = await EventStream.Open(replica.As(learner.Id, "learner"));
            await learner.Completes(lesson);

            Assert.Contains($"Lesson {lesson}", Text(await resumed.NextNotifications(1)), StringComparison.Ordinal);
            Assert.Contains($"Lesson {lesson}", Text(await opened.NextNotifications(1)), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_stream_ends_with_its_token()
    {
        var end = DateTimeOffset.UtcNow.AddSeconds(3);
        using var client = monolith.Anonymous();
        client.DefaultRequestHeaders.Authorization = new("Bearer", monolith.Identity.TokenUntil(end, "ada", "learner"));

        using var stream = await EventStream.Open(client);

        Assert.Equal("expired", (await stream.NextEvent())!.Value.EventType);
        Assert.True(DateTimeOffset.UtcNow.ToUnixTimeSeconds() >= end.ToUnixTimeSeconds(), "It ended before its token.");
        Assert.Null(await stream.NextEvent());
    }

    [Fact]
    public async Task Of_one_learner_twenty_streams_are_open_and_no_more()
    {
        using var learner = monolith.As("grace", "learner");
        List<EventStream> open = [];
        for (var stream = 0; stream < 20; stream++)
        {
            open.Add(await EventStream.Open(learner));
        }

        using var refused = await learner.GetAsync(
            "/api/notifications/stream", HttpCompletionOption.ResponseHeadersRead);

        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
        Assert.NotNull(refused.Headers.RetryAfter);
        open.ForEach(stream => stream.Dispose());
    }

    private static string Text(List<SseItem<string>> items) =>
        (string)JsonNode.Parse(Assert.Single(items).Data)!["text"]!;
}
