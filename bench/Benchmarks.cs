namespace Bench;

/// <summary>What it costs, measured in one run: figures are comparable with each other, not between machines.</summary>
internal static class Benchmarks
{
    public static async Task<int> Run(string[] names)
    {
        foreach (var name in names)
        {
            switch (name)
            {
                case "completions":
                    await CompletionsBenchmark.Run();
                    break;
                case "latency":
                    await LatencyBenchmark.Run();
                    break;
                case "stack":
                    await StackBenchmark.Run();
                    break;
                default:
                    Console.Error.WriteLine($"There is no benchmark '{name}'. Choose from: completions, latency, stack.");
                    return 1;
            }
        }

        return 0;
    }
}
