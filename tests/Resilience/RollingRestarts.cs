using Acceptance.Resilience;
using Acceptance.Roadmaps;

namespace Resilience;

[Collection<ReplicatedSite>]
public class RollingRestarts(ReplicatedSite site)
{
    [Fact]
    public async Task While_each_replica_is_restarted_in_turn_no_request_fails()
    {
        var roadmap = await (await site.Author()).Publish(Draft.Of("one", "open"));
        await using var load = await Load.On(site, roadmap);
        await load.Goes(100);

        foreach (var replica in ReplicatedSite.Services.SelectMany(service => new[] { $"{service}-1", $"{service}-2" }))
        {
            await using (var stopped = await site.Control.Stop(replica))
            {
                Assert.Equal(0, await stopped.ExitCode());
                await load.Goes(50);
            }

            // The gateway, too, has to see that it is back before the other one goes.
            await load.Goes(100);
        }

        await load.Stop();

        Assert.Empty(load.Failures);
        await load.WasTold();
    }
}
