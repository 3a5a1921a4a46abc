using System.Diagnostics;
using Acceptance.Roadmaps;

namespace Acceptance.Resilience;

[Collection<OneAtATime>]
public class StoppingUnderLoad(Site site)
{
    // Five are promised; what starts and ends processes needs a moment of its own.
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(8);

    [Theory]
    [InlineData("content")]
    [InlineData("progress")]
    [InlineData("notification")]
    [InlineData("gateway")]
    public async Task What_was_accepted_until_the_end_is_told_once_and_the_end_is_orderly(string process)
    {
        var roadmap = await (await site.Author()).Publish(Draft.Of("one", "open"));
        await using var load = await Load.On(site, roadmap);
        await load.Goes(50);

        var watch = Stopwatch.StartNew();
        await using (var stopped = await site.Control.Stop(process))
        {
            Assert.True(watch.Elapsed < Limit, $"{process} took {watch.Elapsed} to end.");
            Assert.Equal(0, await stopped.ExitCode());
        }

        await load.Stop();

        await load.WasTold();
    }
}
