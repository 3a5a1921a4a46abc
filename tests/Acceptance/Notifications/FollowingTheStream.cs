using Acceptance.Enrollments;
using Acceptance.Roadmaps;

namespace Acceptance.Notifications;

public class FollowingTheStream(Site site)
{
    [Fact]
    public async Task A_notification_arrives_on_an_open_stream()
    {
        var roadmap = await (await site.Author()).Publish(Draft.Of("one"));
        var learner = await site.Learner();
        using var stream = await NotificationStream.Open(learner);

        await learner.Enroll(roadmap);

        var (_, welcome) = await stream.Next();
        Assert.Equal(("welcome", roadmap.Slug), (welcome.Kind, welcome.Roadmap));
        Assert.Equal(welcome, Assert.Single((await learner.Notifications()).Items));
    }

    [Fact]
    public async Task A_stream_resumes_behind_the_last_event_that_was_seen()
    {
        var roadmap = await (await site.Author()).Publish(Draft.Of("one", "two"));
        var learner = await site.Learner();
        string seen;
        using (var stream = await NotificationStream.Open(learner))
        {
            await learner.Enroll(roadmap);
            (seen, _) = await stream.Next();
        }

        await learner.Complete(roadmap, "one");
        await learner.IsTold("welcome", "lesson");

        using var resumed = await NotificationStream.Open(learner, seen);
        var (_, missed) = await resumed.Next();
        Assert.Equal("lesson", missed.Kind);

        // What comes while it is open follows what was missed, each once.
        await learner.Complete(roadmap, "two");
        var rest = await resumed.Next(2);
        Assert.Equal(["celebration", "lesson"], rest.Select(item => item.Notification.Kind).Order());
    }

    [Fact]
    public async Task Nobody_sees_the_stream_of_another()
    {
        var roadmap = await (await site.Author()).Publish(Draft.Of("one"));
        var (learner, other) = (await site.Learner(), await site.Learner());
        using var stream = await NotificationStream.Open(learner);

        await other.Enroll(roadmap);
        await other.IsTold("welcome");
        await learner.Enroll(roadmap);

        var (_, first) = await stream.Next();
        Assert.Equal(first, Assert.Single((await learner.Notifications()).Items));
    }

    [Fact]
    public async Task An_id_that_no_event_had_is_no_server_error()
    {
        var learner = await site.Learner();
        using var answer = await learner.Open("/api/notifications/stream", ("Last-Event-ID", "nonsense"));

        Assert.InRange((int)answer.StatusCode, 200, 499);
    }
}
