using Acceptance.Enrollments;

namespace Acceptance.Resilience;

[Collection<OneAtATime>]
public class RestartingTheGateway(Site site)
{
    [Fact]
    public async Task A_restarted_gateway_keeps_its_sessions()
    {
        var (roadmap, learner) = await site.Enrolled("one");

        await using (await site.Control.Stop("gateway"))
        {
            // Started again at the end of this block.
        }

        await learner.Complete(roadmap, "one");
    }
}
