namespace Moving.Tests;

[Collection<MovingSite>]
public class KillingDuringAMove(MovingSite site, ITestOutputHelper output)
{
    private static readonly string[] Steps =
        ["check", "track", "fill", "catch-up", "shadow", "hold", "release", "drain", "compare", "take", "flip"];

    private static readonly string[] Modules = ["notification", "progress", "content"];

    [Fact]
    public async Task Whoever_dies_at_any_step_one_side_owns_the_module_and_nothing_is_lost()
    {
        foreach (var process in Modules.Prepend("rabbitmq"))
        {
            await site.Start(process);
        }

        using var traffic = await Traffic.Start(site, mayFail: true);

        for (var at = 0; at < Steps.Length; at++)
        {
            var module = Modules[at % 3];
            string[] victims = ["monolith", module, "gateway"];
            // In turns, and so that each module meets each.
            var move = MoveAndKill(module, Steps[at], victims[(at + (at / 3)) % 3]);
            await (await Task.WhenAny(move, traffic.Failure()));
        }

        await traffic.Announce();
        await traffic.NothingIsLostOrDoubled();
    }

    private async Task MoveAndKill(string module, string at, string victim)
    {
        var @operator = await site.As("operator");
        var to = (await site.Owners(module)).Single() == "monolith" ? "service" : "monolith";

        var end = "broken off";
        try
        {
            end = await site.Move(@operator, module, to, step => step == at ? site.Kill(victim) : Task.CompletedTask);
        }
        catch (Exception error) when (error is HttpRequestException or IOException)
        {
            // The gateway was the victim.
        }

        output.WriteLine($"{module} to {to}: {victim} killed after {at}, {end}");
        await site.Start(victim);

        Assert.Equal("done", await site.Move(@operator, module, to, _ => Task.CompletedTask));
        Assert.Equal([to == "service" ? module : "monolith"], await site.Owners(module));
    }
}
