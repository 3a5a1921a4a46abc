namespace Moving.Tests;

[Collection<MovingSite>]
public class MovingUnderTraffic(MovingSite site, ITestOutputHelper output)
{
    [Fact]
    public async Task All_modules_leave_and_come_back_and_no_client_notices()
    {
        using var traffic = await Traffic.Start(site, mayFail: false);
        string[] modules = ["notification", "progress", "content"];

        // There and back again, from wherever another test has left them.
        string[] moves = [.. modules, .. modules];
        foreach (var module in moves)
        {
            var leaves = (await site.Owners(module)).Contains("monolith");
            var move = site.Move(leaves ? "extract" : "restore", module);
            await traffic.Announce();
            // A client that met a failure ends the wait.
            await (await Task.WhenAny(move, traffic.Failure()));
            output.WriteLine(await move);
            Assert.Equal([leaves ? module : "monolith"], await site.Owners(module));
        }

        await traffic.NothingIsLostOrDoubled();
        output.WriteLine($"{traffic.Made} calls, {traffic.PerSecond:0} a second, {traffic.Resumed} streams resumed");
    }
}
