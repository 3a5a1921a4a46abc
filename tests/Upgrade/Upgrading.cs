using System.Net;
using System.Text.Json.Nodes;
using Contracts;
using Messaging.Events;

namespace Upgrade;

/// <summary>The first release was stopped midway; today's starts on what it left.</summary>
public class Upgrading(SiteOfOldData site) : IClassFixture<SiteOfOldData>
{
    private static readonly string[] Grace =
        ["celebration", "celebration", "lesson", "lesson", "lesson", "lesson", "lesson", "welcome", "welcome"];

    [Fact]
    public async Task What_was_stored_is_there()
    {
        var course = await site.Course("http-in-depth");
        var enrollment = await site.Enrollment("grace", "http-in-depth");
        var preferences = await site.Preferences("grace");
        var read = (await site.Notifications("grace")).Single(item => item["readAt"] is not null);

        Assert.Equal(
            ("HTTP in more depth", "published", 3),
            ((string?)course["title"], (string?)course["status"], (int)course["revision"]!));
        Assert.Equal(
            "https://www.rfc-editor.org/rfc/rfc9110",
            (string?)course["stages"]![1]!["lessons"]![0]!["resources"]![0]!["url"]);
        Assert.Equal("draft", (string?)(await site.Course("a-draft"))["status"]);
        Assert.Equal("retired", (string?)(await site.Course("old-ways"))["status"]);
        Assert.Equal("""["status-codes","etags"]""", enrollment["completed"]!.ToJsonString());
        Assert.Equal("2026-11-22T21:37:53.009Z", (string?)enrollment["completedAt"]);
        Assert.Equal("""{"email":"grace@navy.example","muted":["announcement"]}""", preferences.ToJsonString());
        Assert.Equal("Well done: ETags. That is 2 of 3 lessons in HTTP in depth.", (string?)read["text"]);
    }

    [Fact]
    public async Task Events_that_waited_in_the_outboxes_are_published_and_have_their_effects()
    {
        await Eventually.Equal(
            0, () => Task.FromResult(site.Content.EventsThatWait() + site.Progress.EventsThatWait()));

        await IsTold("grace", Grace);
        await IsTold("edsger", "announcement", "welcome");
        await Eventually.Is(
            async () => (string?)(await site.Enrollment("alan", "http-in-depth"))["title"] == "HTTP in more depth");
        await IsTold("alan", "announcement", "welcome");
        await Eventually.Is(async () => (await site.Enroll("alan", "new-ways")).StatusCode == HttpStatusCode.OK);
    }

    [Fact]
    public async Task Messages_that_waited_in_a_queue_are_handled()
    {
        await IsTold("grace", Grace);
        var renamed = new JsonObject { ["roadmap"] = "queued" };

        await Queue<RoadmapPublished>(renamed);
        await Eventually.Is(async () => (await site.Enroll("late", "queued")).IsSuccessStatusCode);
        await Queue<RoadmapRetired>(renamed);
        await Eventually.Equal(
            HttpStatusCode.NotFound, async () => (await site.Enroll($"{Guid.NewGuid()}", "queued")).StatusCode);

        await Queue<LearnerEnrolled>(new() { ["roadmap"] = "old-ways" });
        await Queue<LessonCompleted>(new() { ["roadmap"] = "old-ways", ["lesson"] = "cgi" });
        await Queue<RoadmapCompleted>(new() { ["roadmap"] = "old-ways" });

        await IsTold("ada", "celebration", "lesson", "welcome");
        await Eventually.Equal("2 2 2", () => site.Statistics("old-ways"));
        await Queue<LessonReopened>(new() { ["roadmap"] = "old-ways", ["lesson"] = "cgi" });
        await Eventually.Equal("2 1 2", () => site.Statistics("old-ways"));
    }

    [Fact]
    public async Task What_the_old_release_has_handled_is_not_handled_again()
    {
        await IsTold("grace", Grace);
        const string AcceptedBefore = "b795a650-92e2-82ed-9ad3-e6695b7702af";
        var again = Version1.Message(typeof(LessonCompleted), new(AcceptedBefore), new() { ["learnerId"] = "grace" });
        var another = Version1.Message(typeof(LessonCompleted), changed: new() { ["learnerId"] = "linus" });

        await site.Notification.Bus.Send("notification-congratulate-learner", again);
        await site.Notification.Bus.Send("notification-congratulate-learner", another);

        await IsTold("linus", "lesson");
        await IsTold("grace", Grace);
    }

    private async Task Queue<T>(JsonObject changed)
    {
        foreach (var queue in Topology.Reactions[typeof(T)])
        {
            await site.Notification.Bus.Send(queue, Version1.Message(typeof(T), changed: changed));
        }
    }

    private Task IsTold(string learner, params string[] kinds) => Eventually.Equal(
        string.Join(' ', kinds),
        async () => string.Join(' ', (await site.Notifications(learner))
            .Select(item => (string?)item["kind"]).Order(StringComparer.Ordinal)));
}
