using System.Diagnostics;
using Spectre.Console;
using Stack.Broker;

namespace Bench;

/// <summary>
/// Sustained completions per second, end to end: from the first PUT until the notification row of the last accepted
/// one is stored. Ours and the naive way take turns, so that both meet the same machine.
/// </summary>
internal static class CompletionsBenchmark
{
    private const int Learners = 3000;
    private static readonly TimeSpan Duration = TimeSpan.FromSeconds(6);

    public static async Task Run(int[] connectionCounts)
    {
        await using var broker = await PrivateBroker.Start(
            Directory.CreateTempSubdirectory("bench-broker-").FullName, ["ours", "naive"]);

        var table = new Table().Title("Completions, PUT accepted to notification stored")
            .AddColumns("connections", "way", "accepted", "refused", "lost", "events/s", "ours / naive");
        foreach (var connections in connectionCounts)
        {
            var ours = await Measure(broker, "ours", naive: false, connections);
            var naive = await Measure(broker, "naive", naive: true, connections);
            table.AddRow([$"{connections}", "ours", .. ours.Columns, $"{ours.PerSecond / naive.PerSecond:0.0}"]);
            table.AddRow([$"{connections}", "naive", .. naive.Columns, ""]);
        }

        AnsiConsole.Write(table);
    }

    private static async Task<Figures> Measure(PrivateBroker broker, string virtualHost, bool naive, int connections)
    {
        await using var pipeline = await Pipeline.Start(broker, virtualHost, naive);
        var tokens = await pipeline.Enroll($"learner-{connections}", Learners);

        // The first requests run at half speed: they don't count.
        var work = new Work(pipeline, tokens);
        var warmUp = await work.Put(16, accepted => accepted < 2000, TimeSpan.FromMinutes(1));
        await pipeline.WaitForNotifications(warmUp.Accepted, TimeSpan.FromSeconds(30));
        var before = pipeline.CountNotifications();

        var clock = Stopwatch.StartNew();
        var (accepted, refused) = await work.Put(connections, _ => true, Duration);
        await pipeline.WaitForNotifications(before + accepted, TimeSpan.FromSeconds(30));
        var seconds = clock.Elapsed.TotalSeconds;
        var stored = pipeline.CountNotifications() - before;
        return new Figures(accepted, refused, accepted - stored, stored / seconds);
    }

    private sealed record Figures(int Accepted, int Refused, long Lost, double PerSecond)
    {
        public string[] Columns => [$"{Accepted}", $"{Refused}", $"{Lost}", $"{PerSecond:0}"];
    }

    /// <summary>Every lesson of every learner, each once.</summary>
    private sealed class Work(Pipeline pipeline, string[] tokens)
    {
        private int next = -1;

        public async Task<(int Accepted, int Refused)> Put(int connections, Func<int, bool> goOn, TimeSpan limit)
        {
            var (accepted, refused) = (0, 0);
            var end = DateTime.UtcNow + limit;
            await Task.WhenAll(Enumerable.Range(0, connections).Select(async _ =>
            {
                while (DateTime.UtcNow < end && goOn(Volatile.Read(ref accepted))
                    && Interlocked.Increment(ref next) is var number && number < tokens.Length * Pipeline.Lessons)
                {
                    if (await pipeline.Complete(tokens[number % tokens.Length], number / tokens.Length))
                    {
                        Interlocked.Increment(ref accepted);
                    }
                    else
                    {
                        Interlocked.Increment(ref refused);
                    }
                }
            }));
            return (accepted, refused);
        }
    }
}
