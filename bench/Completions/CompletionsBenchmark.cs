using Bench.Load;
using Bench.Ways;
using Spectre.Console;

namespace Bench.Completions;

/// <summary>
/// Completions a second, end to end: from the first PUT until the notification row of the last accepted one is stored;
/// and what each costs. The ways take turns, so that all meet the same machine.
/// </summary>
internal static class CompletionsBenchmark
{
    public static async Task Run(BenchOptions options)
    {
        var turns = options.Connections
            .SelectMany(connections => options.Ways.Select(way => (Connections: connections, Way: way))).ToList();
        await using var surroundings = await Surroundings.Start(
            turns.Select(turn => $"{turn.Way.Name}-{turn.Connections}"));

        var report = new CompletionsReport();
        foreach (var (connections, way) in turns)
        {
            Say.Line($"completions: {way.Name}, {connections} connections");
            try
            {
                report.Add(connections, way, await Measure(surroundings, way, connections, options));
            }
            catch (Exception failure)
            {
                Say.Line($"failed: {failure.GetBaseException().Message}");
                report.Add(connections, way, null);
            }
        }

        report.Write();
    }

    private static async Task<CompletionFigures> Measure(
        Surroundings surroundings, Way way, int connections, BenchOptions options)
    {
        await using var pipeline = await Pipeline.Start(surroundings, way, $"{way.Name}-{connections}");
        var next = EachOnce(pipeline);

        var left = options.WarmUp;
        var (warm, _) = await ClosedLoop.Run(
            pipeline.Address, 16,
            ClosedLoop.During(TimeSpan.FromSeconds(60), () => Interlocked.Decrement(ref left) >= 0 ? next() : null));
        await pipeline.WaitForStored(warm);

        var (last, cpu, start) = (pipeline.LastStored(), pipeline.Cpu(), Environment.TickCount64);
        var (accepted, refused) = await ClosedLoop.Run(
            pipeline.Address, connections, ClosedLoop.During(options.Duration, next));
        var end = await pipeline.WaitForStored(last + accepted);

        var spent = pipeline.Cpu();
        var seconds = (end - start) / 1000.0;
        var stored = pipeline.StoredSince(last);
        return new(accepted, refused, accepted - stored, stored / seconds, spent.Since(cpu, Math.Max(stored, 1)));
    }

    /// <summary>Gives a request for each lesson of each learner, but for the last lesson.</summary>
    private static Func<byte[]?> EachOnce(Pipeline pipeline)
    {
        var last = -1;
        var all = Surroundings.Learners * (Pipeline.Lessons - 1);
        return () => Interlocked.Increment(ref last) is var number && number < all
            ? pipeline.Put(number % Surroundings.Learners, number / Surroundings.Learners)
            : null;
    }
}

/// <summary>What one way did at so many connections.</summary>
internal sealed record CompletionFigures(int Accepted, int Refused, long Lost, double PerSecond, Cpu CpuOfOne);
