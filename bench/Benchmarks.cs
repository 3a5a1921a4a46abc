namespace Bench;

/// <summary>What it costs, measured in one run: figures are comparable with each other, not between machines.</summary>
internal static class Benchmarks
{
    public static async Task<int> Run(string[] names)
    {
        int[] connections = [.. names.Select(name => int.TryParse(name, out var number) ? number : 0).Where(number => number > 0)];
        foreach (var name in names.Where(name => !int.TryParse(name, out _)))
        {
            switch (name)
            {
                case "completions":
                    await CompletionsBenchmark.Run(connections is [] ? [1, 16, 64] : connections);
                    break;
                case "latency":
                    await LatencyBenchmark.Run();
                    break;
                case "burst":
                    await BurstBenchmark.Run();
                    break;
                case "shapes":
                    await ShapesBenchmark.Run();
                    break;
                case "stack":
                    await StackBenchmark.Run();
                    break;
                default:
                    Console.Error.WriteLine($"There is no benchmark '{name}'. Choose from: completions, latency, burst, stack, shapes.");
                    return 1;
            }
        }

        return 0;
    }
}
