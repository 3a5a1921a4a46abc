using Spectre.Console;
using Stack;

namespace Bench;

/// <summary>
/// What a user of the runner meets: the time from the command to ready, the broker started as well and everything
/// built; and the memory of gateway and services then, and after a load.
/// </summary>
internal static class StackBenchmark
{
    private const int Starts = 3;

    public static async Task Run()
    {
        var state = Directory.CreateTempSubdirectory("bench-stack-").FullName;
        var starts = new List<double>();
        for (var number = 0; number < Starts; number++)
        {
            await using var running = await MeasuredStack.Start(Shape.Microservices, state);
            starts.Add(running.SecondsToReady);
            if (number == Starts - 1)
            {
                await ReportMemory(running);
            }
        }

        // The first start also creates the databases and loads the catalogue.
        var ready = string.Join(", ", starts.Select(seconds => $"{seconds:0.0} s"));
        AnsiConsole.WriteLine($"Ready after {ready} (the first with an empty state).");
        Directory.Delete(state, recursive: true);
    }

    private static async Task ReportMemory(MeasuredStack running)
    {
        var started = await running.Memory();
        var completed = await running.Load(TimeSpan.FromSeconds(20));
        var loaded = await running.Memory();

        var table = new Table().Title($"Memory in MB (PSS), after start and after {completed} requests")
            .AddColumns("process", "after start", "after load");
        foreach (var name in started.Keys)
        {
            table.AddRow(name, $"{started[name]:0}", $"{loaded[name]:0}");
        }

        table.AddRow("together", $"{started.Values.Sum():0}", $"{loaded.Values.Sum():0}");
        AnsiConsole.Write(table);
    }
}
