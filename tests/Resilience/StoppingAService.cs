using System.Net;
using Acceptance;
using Acceptance.Enrollments;
using Acceptance.Gateway;
using Acceptance.Notifications;
using Acceptance.Resilience;
using Acceptance.Roadmaps;

namespace Resilience;

[Collection<ReplicatedSite>]
public class StoppingAService(ReplicatedSite site)
{
    [Fact]
    public async Task Without_content_learners_enroll_and_complete()
    {
        var (roadmap, early) = await site.Enrolled("one");
        var late = await site.Learner();

        await using (await site.Control.Stop("content"))
        {
            (await late.Enroll(roadmap)).Is(HttpStatusCode.Created);
            await early.Complete(roadmap, "one");
            await early.IsTold("welcome", "lesson", "celebration");

            var dashboard = await Dashboard(late);
            Assert.Equal(["content"], dashboard.Unavailable);
            Assert.Null(dashboard.Recommended);
            Assert.Single(dashboard.Enrollments!);

            var answer = await site.Anyone.Get(roadmap.Path);
            Assert.InRange((int)answer.Status, 502, 504);
            answer.IsProblem(answer.Status);
        }

        await Eventually.Equal(new(roadmap.Slug, 2, 1, 1), () => site.Anyone.Statistics(roadmap.Slug));
    }

    [Fact]
    public async Task Without_notification_nobody_notices_and_it_catches_up()
    {
        var (roadmap, learner) = await site.Enrolled("one", "two");

        await using (await site.Control.Stop("notification"))
        {
            await learner.Complete(roadmap, "one", "two");
            await site.Anyone.Roadmap(roadmap.Slug);

            var dashboard = await Dashboard(learner);
            Assert.Equal(["notification"], dashboard.Unavailable);
            Assert.Null(dashboard.Notifications);
            Assert.Equal(100, Assert.Single(dashboard.Enrollments!).Percent);
        }

        await learner.IsTold("welcome", "lesson", "lesson", "celebration");
        await learner.IsToldNoMore(roadmap, "one");
    }

    [Fact]
    public async Task Without_progress_readers_read_and_it_catches_up()
    {
        var (roadmap, learner) = await site.Enrolled("one");
        var author = await site.Author();

        await using (await site.Control.Stop("progress"))
        {
            await author.Revise(roadmap.With("one", "two"));
            await learner.IsTold("welcome", "announcement");

            // On a busy machine another part may come too late, and is then left out as well.
            var dashboard = await Eventually.Get(() => Dashboard(learner), seen => seen.Unavailable is ["progress"]);
            Assert.Null(dashboard.Enrollments);
        }

        await Eventually.Is(async () => (await learner.Enrollment(roadmap)).Total == 2);
    }

    private static async Task<Dashboard> Dashboard(Caller learner) =>
        (await learner.Get("/api/dashboard")).Is(HttpStatusCode.OK).As<Dashboard>();
}
