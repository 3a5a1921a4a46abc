using System.Diagnostics;
using Spectre.Console;
using Stack.Broker;

namespace Bench;

/// <summary>
/// From the moment a PUT was due until its notification row is stored. Requests are sent on schedule, whether or
/// not earlier ones were answered, so that a stall counts for all who would have met it.
/// </summary>
internal static class LatencyBenchmark
{
    private static readonly TimeSpan Duration = TimeSpan.FromSeconds(15);

    public static async Task Run()
    {
        await using var broker = await PrivateBroker.Start(
            Directory.CreateTempSubdirectory("bench-broker-").FullName, ["ours", "naive"]);

        var table = new Table().Title("From PUT to notification, milliseconds")
            .AddColumns("per second", "way", "p50", "p99", "most", "measured", "missing");
        foreach (var rate in new[] { 50, 200 })
        {
            foreach (var naive in new[] { false, true })
            {
                var way = naive ? "naive" : "ours";
                await using var pipeline = await Pipeline.Start(broker, way, naive);
                var (delays, missing) = await Measure(pipeline, rate);
                table.AddRow(
                    $"{rate}", way, $"{Percentile(delays, 0.5):0.0}", $"{Percentile(delays, 0.99):0.0}",
                    $"{delays[^1]:0.0}", $"{delays.Length}", $"{missing}");
            }
        }

        AnsiConsole.Write(table);
    }

    private static async Task<(double[] Sorted, int Missing)> Measure(Pipeline pipeline, int rate)
    {
        var tokens = await pipeline.Enroll("warm", 100);
        await Parallel.ForAsync(0, 2000, new ParallelOptions { MaxDegreeOfParallelism = 16 }, async (number, _) =>
            await pipeline.Complete(tokens[number % tokens.Length], number / tokens.Length));

        // One completion for each learner: the learner tells which PUT a notification belongs to.
        var count = (int)(rate * Duration.TotalSeconds);
        tokens = await pipeline.Enroll("measured", count);
        await pipeline.WaitForNotifications(2000, TimeSpan.FromSeconds(30));

        var due = new long[count];
        var arrivals = new Arrivals(pipeline);
        using var stop = new CancellationTokenSource();
        var watching = Task.Factory.StartNew(() => arrivals.Watch(stop.Token), TaskCreationOptions.LongRunning);

        var start = Stopwatch.GetTimestamp();
        var puts = new Task[count];
        for (var number = 0; number < count; number++)
        {
            due[number] = start + (Stopwatch.Frequency * number / rate);
            if (Stopwatch.GetElapsedTime(Stopwatch.GetTimestamp(), due[number]) is { Ticks: > 0 } early)
            {
                await Task.Delay(early);
            }

            puts[number] = pipeline.Complete(tokens[number], 0);
        }

        await Task.WhenAll(puts);
        await pipeline.WaitForNotifications(2000 + count, TimeSpan.FromSeconds(15));
        await stop.CancelAsync();
        await watching;

        var delays = arrivals.At
            .Select(arrival => Stopwatch.GetElapsedTime(due[arrival.Key], arrival.Value).TotalMilliseconds)
            .Order().ToArray();
        return (delays, count - delays.Length);
    }

    private static double Percentile(double[] sorted, double share) => sorted[(int)((sorted.Length - 1) * share)];

    /// <summary>Sees rows appear, at most two milliseconds after their commit.</summary>
    private sealed class Arrivals(Pipeline pipeline)
    {
        public Dictionary<int, long> At { get; } = [];

        public void Watch(CancellationToken stop)
        {
            using var query = pipeline.OpenNotifications().CreateCommand();
            query.CommandText =
                "SELECT Sequence, LearnerId FROM Notifications WHERE Sequence > $last AND Kind = 'Lesson'";
            var last = query.Parameters.AddWithValue("$last", pipeline.LastSequence());
            while (!stop.IsCancellationRequested)
            {
                using (var rows = query.ExecuteReader())
                {
                    var now = Stopwatch.GetTimestamp();
                    while (rows.Read())
                    {
                        last.Value = rows.GetInt64(0);
                        At[int.Parse(rows.GetString(1).Split('-')[1], System.Globalization.CultureInfo.InvariantCulture)] = now;
                    }
                }

                Thread.Sleep(2);
            }
        }
    }
}
