using System.Diagnostics;
using Bench.Load;
using Bench.Ways;
using Spectre.Console;

namespace Bench.Latency;

/// <summary>
/// From the moment a PUT was due until its notification row is stored. Requests are sent on schedule, whether or
/// not earlier ones were answered, so that a stall counts for all who would have met it.
/// </summary>
internal static class LatencyBenchmark
{
    private static readonly int[] Rates = [50, 200];
    private static readonly Way[] Ways = [Way.Ours, Way.Naive];

    public static async Task Run(BenchOptions options)
    {
        await using var surroundings = await Surroundings.Start(Ways.Select(way => way.Name));
        var table = new Table().Title("From PUT to notification, milliseconds")
            .AddColumns("per second", "way", "p50", "p99", "most", "measured", "missing");
        foreach (var way in Ways)
        {
            Say.Line($"latency: {way.Name}");
            await using var pipeline = await Pipeline.Start(surroundings, way, way.Name);
            await WarmUp(pipeline, options.WarmUp);
            for (var turn = 0; turn < Rates.Length; turn++)
            {
                // Twice as long as others: of few, one percent is nobody.
                var count = (int)Math.Min(Rates[turn] * options.Seconds * 2, Surroundings.Learners);
                var times = await Measure(pipeline, Rates[turn], count, Pipeline.Lessons - 2 - turn);
                table.AddRow(
                    $"{Rates[turn]}", way.Name, $"{times.At(0.5):0.0}", $"{times.At(0.99):0.0}", $"{times.At(1):0.0}",
                    $"{times.Count}", $"{count - times.Count}");
            }
        }

        AnsiConsole.Write(table);
    }

    private static async Task WarmUp(Pipeline pipeline, int requests)
    {
        var last = -1;
        var (warm, _) = await ClosedLoop.Run(
            pipeline.Address, 16,
            () => Interlocked.Increment(ref last) is var number && number < requests
                ? pipeline.Put(number % Surroundings.Learners, number / Surroundings.Learners)
                : null);
        await pipeline.WaitForStored(warm);
    }

    /// <summary>One completion for each learner: the learner tells which PUT a notification belongs to.</summary>
    private static async Task<Times> Measure(Pipeline pipeline, int rate, int count, int lesson)
    {
        var due = new long[count];
        var puts = new Task[count];
        var last = pipeline.LastStored();
        using var connections = new OpenLoop(pipeline.Address);
        using var arrivals = Arrivals.Watch(pipeline, last);

        var start = Stopwatch.GetTimestamp();
        for (var number = 0; number < count; number++)
        {
            due[number] = start + (Stopwatch.Frequency * number / rate);
            if (Stopwatch.GetElapsedTime(Stopwatch.GetTimestamp(), due[number]) is { Ticks: > 0 } early)
            {
                await Task.Delay(early);
            }

            puts[number] = connections.Send(pipeline.Put(number, lesson));
        }

        await Task.WhenAll(puts);
        await pipeline.WaitForStored(last + count);
        var stored = await arrivals.Stop();
        return new(stored.Select(row => Stopwatch.GetElapsedTime(due[row.Key], row.Value).TotalMilliseconds));
    }
}
