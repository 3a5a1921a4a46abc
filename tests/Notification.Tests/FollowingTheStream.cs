using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using static Notifications.NotificationKind;

namespace Notifications.Tests;

[Collection(nameof(NotificationUnderTest))]
public class FollowingTheStream(NotificationUnderTest service)
{
    [Fact]
    public async Task What_happens_arrives_on_each_open_stream_as_it_is_in_the_list()
    {
        var learner = new Learner(service);
        await learner.IsSaid(learner.Completed(1));
        await learner.IsTold(Lesson);
        using var one = await EventStream.Open(learner.Client);
        using var other = await EventStream.Open(learner.Client);

        await learner.IsSaid(learner.Enrolled());

        // Only that: what was there before is for the list.
        var arrived = Assert.Single(await one.Next(1));
        Assert.Equal([arrived], await other.Next(1));
        Assert.Contains(arrived, await learner.IsTold(Welcome, Lesson));
    }

    [Fact]
    public async Task The_data_is_the_documented_JSON()
    {
        var learner = new Learner(service);
        using var stream = await EventStream.Open(learner.Client);

        await learner.IsSaid(learner.Enrolled());

        var item = (await stream.NextEvent())!.Value;
        Assert.Equal(
            $$"""{"id":"{{item.EventId}}","kind":"welcome","roadmap":"{{learner.Roadmap}}","text":"Welcome to """
            + """HTTP in depth.","createdAt":"2026-03-04T05:06:07.089Z","readAt":null}""",
            item.Data);
    }

    [Fact]
    public async Task A_stream_resumes_behind_the_last_event_that_was_seen()
    {
        var learner = new Learner(service);
        Guid seen;
        using (var stream = await EventStream.Open(learner.Client))
        {
            await learner.IsSaid(learner.Completed(5));
            seen = (await stream.Next(1))[0].Id;
        }

        // Older by its time, but it arrived later.
        await learner.IsSaid(learner.Completed(1));
        await learner.IsTold(Lesson, Lesson);
        using var resumed = await EventStream.Open(learner.Client, seen);
        await learner.IsSaid(learner.Enrolled());

        Assert.Equal([Lesson, Welcome], (await resumed.Next(2)).Select(item => item.Kind));
    }

    [Fact]
    public async Task Nothing_is_lost_and_nothing_comes_twice_however_often_a_client_reconnects()
    {
        const int All = 400;
        var learner = new Learner(service);
        List<NotificationView> seen = [];
        using (var first = await EventStream.Open(learner.Client))
        {
            await learner.IsSaid(learner.Completed(1, All));
            seen.AddRange(await first.Next(1));
        }

        var happening = Task.Run(async () =>
        {
            for (var lesson = 2; lesson <= All; lesson++)
            {
                await learner.IsSaid(learner.Completed(lesson, All));
            }
        });
        while (seen.Count < All)
        {
            using var stream = await EventStream.Open(learner.Client, seen[^1].Id);
            seen.AddRange(await stream.Next(Math.Min(7, All - seen.Count)));
        }

        await happening;
        Assert.Equal(All, seen.Select(item => item.Id).Distinct().Count());
    }

    [Fact]
    public async Task After_an_id_that_is_unknown_or_anothers_everything_comes()
    {
        var (learner, other) = (new Learner(service), new Learner(service));
        await other.IsSaid(other.Enrolled());
        var othersId = (await other.IsTold(Welcome))[0].Id;
        await learner.IsSaid(learner.Enrolled());
        await learner.IsTold(Welcome);
        await learner.IsSaid(learner.Completed(1));
        await learner.IsTold(Welcome, Lesson);

        foreach (var id in new[] { othersId, Guid.NewGuid() })
        {
            using var stream = await EventStream.Open(learner.Client, id);
            Assert.Equal([Welcome, Lesson], (await stream.Next(2)).Select(item => item.Kind));
        }
    }

    [Fact]
    public async Task Nobody_sees_the_stream_of_another()
    {
        var (learner, other) = (new Learner(service), new Learner(service));
        using var stream = await EventStream.Open(learner.Client);

        await other.IsSaid(other.Enrolled());
        await other.IsTold(Welcome);
        await learner.IsSaid(learner.Completed(1));

        Assert.Equal(learner.Roadmap, (await stream.Next(1))[0].Roadmap);
    }

    [Fact]
    public async Task A_malformed_last_id_is_refused_by_name()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/notifications/stream");
        request.Headers.Add("Last-Event-ID", "nonsense");

        var response = await new Learner(service).Client.SendAsync(request);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        var problem = await response.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal("last-event-id", problem.GetProperty("errors").EnumerateObject().Single().Name, ignoreCase: true);
    }

    [Fact]
    public async Task A_stream_ends_with_its_token()
    {
        var end = DateTimeOffset.UtcNow.AddSeconds(3);
        using var client = service.Anonymous();
        client.DefaultRequestHeaders.Authorization = new("Bearer", service.Identity.TokenUntil(end, "ada", "learner"));

        using var stream = await EventStream.Open(client);

        Assert.Equal("expired", (await stream.NextEvent())!.Value.EventType);
        Assert.True(DateTimeOffset.UtcNow.ToUnixTimeSeconds() >= end.ToUnixTimeSeconds(), "It ended before its token.");
        Assert.Null(await stream.NextEvent());
    }

    [Fact]
    public async Task A_silent_stream_shows_that_it_lives()
    {
        using var stream = await EventStream.Open(new Learner(service).Client);

        // After 15 s.
        var heartbeat = (await stream.NextEvent())!.Value;

        Assert.Equal(("heartbeat", null), (heartbeat.EventType, heartbeat.EventId));
    }
}
