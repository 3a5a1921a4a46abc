namespace Moving;

[Collection<MovingSite>]
public class MovingUnderTraffic(MovingSite site, ITestOutputHelper output)
{
    [Fact]
    public async Task All_modules_leave_and_come_back_and_no_client_notices()
    {
        using var traffic = await Traffic.Start(site, mayFail: false);
        string[] modules = ["notification", "progress", "content"];

        IEnumerable<(string, string)> moves =
            [.. modules.Select(module => ("extract", module)), .. modules.Select(module => ("restore", module))];
        foreach (var (command, module) in moves)
        {
            var move = site.Move(command, module);
            await traffic.Announce();
            // A client that met a failure ends the wait.
            await (await Task.WhenAny(move, traffic.Failure()));
            Assert.Equal([command == "extract" ? module : "monolith"], await site.Owners(module));
        }

        await traffic.NothingIsLostOrDoubled();
        output.WriteLine($"{traffic.Made} calls, {traffic.Resumed} streams resumed");
    }
}
