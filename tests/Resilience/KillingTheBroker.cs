using Acceptance.Enrollments;
using Acceptance.Notifications;
using Acceptance.Resilience;
using Acceptance.Roadmaps;

namespace Resilience;

[Collection<ReplicatedSite>]
public class KillingTheBroker(ReplicatedSite site)
{
    [Fact]
    public async Task What_a_broker_held_when_it_was_killed_arrives_once()
    {
        var (roadmap, learner) = await site.Enrolled("one");

        await using (await site.Control.Stop("notification"))
        {
            await learner.Complete(roadmap, "one");
            await Eventually.Is(async () => (await site.Anyone.Statistics(roadmap.Slug)).Finished == 1);

            await using (await site.Control.Kill("rabbitmq"))
            {
                // Its queues are on disk.
            }
        }

        await learner.IsTold("welcome", "lesson", "celebration");
        await learner.IsToldNoMore(roadmap, "one");
    }
}
