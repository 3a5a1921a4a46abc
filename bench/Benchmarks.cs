using Bench.Completions;
using Bench.Gateways;
using Bench.Growth;
using Bench.Latency;
using Spectre.Console;

namespace Bench;

/// <summary>What it costs, measured in one run: figures are comparable with each other, not between machines.</summary>
internal static class Benchmarks
{
    public static readonly IReadOnlyDictionary<string, Func<BenchOptions, Task>> All =
        new Dictionary<string, Func<BenchOptions, Task>>
        {
            ["completions"] = CompletionsBenchmark.Run,
            ["latency"] = LatencyBenchmark.Run,
            ["growth"] = GrowthBenchmark.Run,
            ["gateway"] = GatewayBenchmark.Run,
            ["stack"] = _ => StackBenchmark.Run(),
            ["burst"] = _ => BurstBenchmark.Run(),
            ["shapes"] = _ => ShapesBenchmark.Run(),
        };

    public static readonly IReadOnlyList<string> InOneRun = ["completions", "latency", "growth", "gateway", "stack"];

    /// <exception cref="ArgumentException">There is none of that name.</exception>
    public static string Known(string name) => All.ContainsKey(name)
        ? name
        : throw new ArgumentException($"There is no benchmark '{name}'. Choose from: {string.Join(", ", All.Keys)}.");

    /// <summary>Runs one after the other; a failure ends its own. Returns the exit code.</summary>
    public static async Task<int> Run(BenchOptions options)
    {
        // Into a file, too: a table that is wrapped can't be read.
        AnsiConsole.Profile.Width = Math.Max(AnsiConsole.Profile.Width, 120);
        var code = 0;
        foreach (var name in options.Profiles)
        {
            try
            {
                await All[name](options);
            }
            catch (Exception failure)
            {
                Say.Line($"{name} could not be measured: {failure.GetBaseException().Message}");
                code = 1;
            }
        }

        return code;
    }
}
