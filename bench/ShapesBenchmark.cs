using Spectre.Console;
using Stack;
using Stack.Processes;

namespace Bench;

/// <summary>
/// The same product as a monolith, with one module taken out, and as services, in one run and through the same gateway:
/// what each costs, and what happens to the others when a part fails.
/// </summary>
internal static class ShapesBenchmark
{
    private static readonly string[] Every = ["Contracts", "Messaging", "ServiceDefaults"];

    public static async Task Run()
    {
        using var mail = new HangingMailServer();
        List<Figures> all = [];

        await InState(async state =>
        {
            await using var monolith = await RunningStack.Start(
                state, ["--shape", "monolith", .. mail.For("monolith"), .. mail.For("notification")]);
            all.Add(await Measure("monolith", monolith, state, "monolith", Source(["../monolith"])));

            await Extract("notification", state);
            all.Add(await Measure(
                "notification out", monolith, state, "notification", Source(["../monolith", "Notification"])));
        });

        await InState(async state =>
        {
            await using var services = await RunningStack.Start(state, mail.For("notification"));
            all.Add(await Measure(
                "microservices", services, state, "notification", Source(["Content", "Progress", "Notification"])));
        });

        AnsiConsole.Write(Costs(all));
        AnsiConsole.Write(Faults(all));
    }

    /// <param name="shape">For the table.</param>
    /// <param name="stack">The shape, running.</param>
    /// <param name="state">Its folder.</param>
    /// <param name="notifier">The process that has the notifications.</param>
    /// <param name="source">What there is to read.</param>
    private static async Task<Figures> Measure(
        string shape, RunningStack stack, string state, string notifier, (int Projects, int Lines) source)
    {
        var site = new ShapeUnderTest(stack);
        var started = (await stack.Memory()).Values.Sum();
        await stack.Load(TimeSpan.FromSeconds(10));

        var throughput = await site.Throughput(connections: 16, TimeSpan.FromSeconds(10));
        var delays = await site.Delays(400);
        var loaded = (await stack.Memory()).Values.Sum();

        var hanging = await site.CompletionWithMail();
        var locked = await site.During(() => ShapeFaults.LockDatabase(state, notifier));
        var dead = await site.During(() => ShapeFaults.Die(stack, notifier));
        return new(shape, stack.SecondsToReady, started, loaded, throughput, delays, source, hanging, dead, locked);
    }

    private static Table Costs(IEnumerable<Figures> all)
    {
        var table = new Table().Title("What each shape costs").AddColumns(
            "shape", "ready after", "PSS MB, started", "loaded", "completions/s", "PUT ms p50", "p99", "told ms p50", "p99",
            "projects", "lines");
        foreach (var one in all)
        {
            table.AddRow(
                one.Shape, $"{one.Ready:0.0} s", $"{one.Started:0}", $"{one.Loaded:0}", $"{one.Throughput:0}",
                $"{one.Delays.Put50:0.0}", $"{one.Delays.Put99:0.0}", $"{one.Delays.Told50:0.0}", $"{one.Delays.Told99:0.0}",
                $"{one.Source.Projects}", $"{one.Source.Lines}");
        }

        return table;
    }

    private static Table Faults(IEnumerable<Figures> all)
    {
        var table = new Table().Title("What a fault does to others").AddColumns(
            "shape", "mail hangs: last lesson", "notification dies: completions", "course reads", "its database locked: completions",
            "slowest", "course reads", "slowest");
        foreach (var one in all)
        {
            table.AddRow(
                one.Shape, $"{one.WithMail:0.0} s",
                $"{one.Dead.Completions}", $"{one.Dead.Reads}",
                $"{one.Locked.Completions}", $"{one.Locked.SlowestCompletion:0.0} s",
                $"{one.Locked.Reads}", $"{one.Locked.SlowestRead:0.0} s");
        }

        return table;
    }

    private static async Task Extract(string module, string state)
    {
        string[] arguments = [Repository.Assembly("Stack"), "extract", module, "--state", state];
        var code = await GuardedProcess.Start(new Command(Repository.DotNet, arguments), AnsiConsole.WriteLine).Exited;
        if (code != 0)
        {
            throw new InvalidOperationException($"Extracting {module} ended with {code}.");
        }
    }

    private static (int Projects, int Lines) Source(string[] projects)
    {
        string[] folders = [.. projects.Concat(Every).Select(project => Path.GetFullPath(Path.Combine(Repository.Root, "services", project)))];
        var files = folders.SelectMany(folder => Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories))
            .Where(file => !file.Contains("/Migrations/", StringComparison.Ordinal));
        return (folders.Length, files.Sum(file => File.ReadLines(file).Count()));
    }

    private static async Task InState(Func<string, Task> work)
    {
        var state = Directory.CreateTempSubdirectory("bench-shapes-").FullName;
        await work(state);
        Directory.Delete(state, recursive: true);
    }

    private sealed record Figures(
        string Shape, double Ready, double Started, double Loaded, double Throughput, Delays Delays,
        (int Projects, int Lines) Source, double WithMail, Outcome Dead, Outcome Locked);
}
