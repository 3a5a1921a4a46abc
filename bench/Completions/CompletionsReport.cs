using Bench.Ways;
using Spectre.Console;

namespace Bench.Completions;

/// <summary>Two tables: how many, and at what cost.</summary>
internal sealed class CompletionsReport
{
    private readonly List<(int Connections, Way Way, CompletionFigures? Figures)> rows = [];

    /// <param name="connections">How many sent at once.</param>
    /// <param name="way">Who was measured.</param>
    /// <param name="figures">Null where it failed.</param>
    public void Add(int connections, Way way, CompletionFigures? figures) => rows.Add((connections, way, figures));

    public void Write()
    {
        var rates = new Table().Title("Completions, PUT accepted to notification stored")
            .AddColumns("connections", "way", "accepted", "refused", "lost", "events/s", "to naive", "to bound");
        var costs = new Table().Title("Processor time of an event, microseconds")
            .AddColumns("connections", "way", "progress", "notification", "broker", "gateway", "client", "all");
        foreach (var (connections, way, figures) in rows)
        {
            if (figures is not var (accepted, refused, lost, perSecond, cpu))
            {
                rates.AddRow($"{connections}", way.Name, "failed");
                continue;
            }

            rates.AddRow(
                $"{connections}", way.Name, $"{accepted}", $"{refused}", $"{lost}", $"{perSecond:0}",
                Ratio(perSecond, connections, Way.Naive), Ratio(perSecond, connections, Way.Bound));
            costs.AddRow(
                $"{connections}", way.Name, $"{cpu.Progress:0}", $"{cpu.Notification:0}", $"{cpu.Broker:0}",
                $"{cpu.Gateway:0}", $"{cpu.Client:0}", $"{cpu.All:0}");
        }

        AnsiConsole.Write(rates);
        AnsiConsole.Write(costs);
    }

    private string Ratio(double perSecond, int connections, Way other) =>
        rows.FirstOrDefault(row => row.Connections == connections && row.Way == other).Figures
            is { PerSecond: > 0 } figures
            ? $"{perSecond / figures.PerSecond:0.00}"
            : "";
}
