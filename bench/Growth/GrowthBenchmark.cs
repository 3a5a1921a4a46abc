using Bench.Ways;
using Spectre.Console;

namespace Bench.Growth;

/// <summary>What becomes dearer when there is much of it: rows, lessons, a backlog.</summary>
internal static class GrowthBenchmark
{
    public static async Task Run(BenchOptions options)
    {
        await using var surroundings =
            await Surroundings.Start(["few", "many", "reading", "stream", "facts", "backlog"]);
        var table = new Table().Title("What grows").AddColumns("what", "with", "takes", "progress' CPU, µs");

        await Try(table, "a completion", () => GrowingCompletions.Measure(surroundings, options));
        await Try(table, "reading an enrollment", () => LongReads.Enrollment(surroundings));
        await Try(table, "resuming a stream", () => LongReads.Stream(surroundings));
        await Try(table, "reading statistics", () => LongReads.Statistics(surroundings));
        await Try(table, "draining the outbox", () => Backlog.Measure(surroundings));

        AnsiConsole.Write(table);
    }

    private static async Task Try(Table table, string what, Func<Task<IReadOnlyList<GrowthFigure>>> measure)
    {
        Say.Line($"growth: {what}");
        try
        {
            foreach (var (with, takes, cpu) in await measure())
            {
                table.AddRow(what, with, takes, cpu is { } microseconds ? $"{microseconds:0}" : "");
            }
        }
        catch (Exception failure)
        {
            Say.Line($"failed: {failure.GetBaseException().Message}");
            table.AddRow(what, "", "failed", "");
        }
    }
}

/// <summary>One line of the table.</summary>
internal sealed record GrowthFigure(string With, string Takes, double? Cpu = null);
