using System.Diagnostics;
using System.Net;
using Acceptance.Enrollments;
using Acceptance.Notifications;
using Acceptance.Roadmaps;

namespace Acceptance.Resilience;

[Collection<OneAtATime>]
public class StoppingTheBroker(Site site)
{
    [Fact]
    public async Task Nobody_who_completes_lessons_notices_and_every_notification_arrives_once()
    {
        var (roadmap, learner) = await site.Enrolled("one", "two", "three");

        await using (await site.Control.Stop("rabbitmq"))
        {
            var watch = Stopwatch.StartNew();
            await learner.Complete(roadmap, "one", "two", "three");
            Assert.True(watch.Elapsed < TimeSpan.FromSeconds(2), $"Three completions took {watch.Elapsed}.");
        }

        await learner.IsTold("welcome", "lesson", "lesson", "lesson", "celebration");
        await learner.IsToldNoMore(roadmap, "one");
    }

    [Fact]
    public async Task A_revision_that_was_published_meanwhile_arrives()
    {
        var (roadmap, learner) = await site.Enrolled("one");
        var author = await site.Author();

        await using (await site.Control.Stop("rabbitmq"))
        {
            await author.Revise(roadmap.With("one", "two"));
        }

        await learner.IsTold("welcome", "announcement");
        await Eventually.Is(async () => (await learner.Enrollment(roadmap)).Total == 2);
    }

    [Fact]
    public async Task A_service_that_starts_without_a_broker_serves_and_its_events_arrive()
    {
        var (roadmap, learner) = await site.Enrolled("one");

        await using (await site.Control.Stop("rabbitmq"))
        {
            await using (await site.Control.Stop("progress"))
            {
                // Started again at the end of this block, with no broker there.
            }

            await learner.Complete(roadmap, "one");
            (await site.Anyone.Get("/health/ready")).Is(HttpStatusCode.OK);
        }

        await learner.IsTold("welcome", "lesson", "celebration");
        await learner.IsToldNoMore(roadmap, "one");
    }
}
