using Spectre.Console;
using Stack;
using Stack.Control;
using Stack.Machine;

namespace Bench;

/// <summary>
/// The same product as a monolith, with one module taken out, and as services, in one run and through the same gateway:
/// what each costs, and what happens to the others when a part fails.
/// </summary>
internal static class ShapesBenchmark
{
    private static readonly string[] Every = ["Contracts", "Messaging", "Moving", "ServiceDefaults"];

    public static async Task Run()
    {
        using var mail = new HangingMailServer();
        List<Figures> all = [];

        await InState(async state =>
        {
            await using var monolith = await MeasuredStack.Start(Shape.Monolith, state, mail.For("monolith"));
            all.Add(await Measure("monolith", monolith, state, "monolith", Source(["../monolith"])));
        });

        await InState(async state =>
        {
            // Taken out first, and then started anew, so that it is measured like the others.
            string[] options = [.. mail.For("monolith"), .. mail.For("notification")];
            await using (await MeasuredStack.Start(Shape.Monolith, state, options))
            {
                await Extract("notification", state);
            }

            await using var extracting = await MeasuredStack.Start(Shape.Monolith, state, options);
            all.Add(await Measure(
                "notification out", extracting, state, "notification", Source(["../monolith", "Notification"])));
        });

        await InState(async state =>
        {
            await using var services = await MeasuredStack.Start(Shape.Microservices, state, mail.For("notification"));
            all.Add(await Measure(
                "microservices", services, state, "notification", Source(["Content", "Progress", "Notification"])));
        });

        AnsiConsole.Write(Compare("What each shape costs", all,
            ("ready after, s", one => $"{one.Ready:0.0}"),
            ("memory after start, MB (PSS)", one => $"{one.Started:0}"),
            ("memory after load, MB", one => $"{one.Loaded:0}"),
            ("the broker's, MB", one => $"{one.Broker:0}"),
            ("completions a second", one => $"{one.Throughput:0}"),
            ("PUT, ms: p50, p99", one => $"{one.Delays.Put50:0.0}, {one.Delays.Put99:0.0}"),
            ("told after, ms: p50, p99", one => $"{one.Delays.Told50:0.0}, {one.Delays.Told99:0.0}"),
            ("projects, lines to read", one => $"{one.Source.Projects}, {one.Source.Lines}")));
        AnsiConsole.Write(Compare("What a fault does", all,
            ("mail server hangs: last lesson", one => $"{one.WithMail:0.0} s"),
            ("notification dies: completions", one => one.Dead.Completions),
            ("  course reads", one => one.Dead.Reads),
            ("its database locked: completions",
                one => $"{one.Locked.Completions}, slowest {one.Locked.SlowestCompletion:0.0} s"),
            ("  course reads", one => $"{one.Locked.Reads}, slowest {one.Locked.SlowestRead:0.0} s")));
    }

    /// <param name="shape">For the table.</param>
    /// <param name="stack">The shape, running.</param>
    /// <param name="state">Its folder.</param>
    /// <param name="notifier">The process that has the notifications.</param>
    /// <param name="source">What there is to read.</param>
    private static async Task<Figures> Measure(
        string shape, MeasuredStack stack, string state, string notifier, (int Projects, int Lines) source)
    {
        var site = new ShapeUnderTest(stack);
        var started = (await stack.Memory()).Values.Sum();
        await stack.Load(TimeSpan.FromSeconds(10));

        var throughput = await site.Throughput(connections: 16, TimeSpan.FromSeconds(10));
        var delays = await site.Delays(400);
        var loaded = (await stack.Memory()).Values.Sum();
        var broker = await stack.BrokerMemory();

        var hanging = await site.CompletionWithMail();
        var locked = await site.During(() => ShapeFaults.LockDatabase(state, notifier));
        var dead = await site.During(() => ShapeFaults.Die(stack, notifier));
        return new(
            shape, stack.SecondsToReady, started, loaded, broker, throughput, delays, source, hanging, dead, locked);
    }

    /// <summary>A column for each shape, a row for each thing to compare.</summary>
    private static Table Compare(string title, List<Figures> all, params (string Name, Func<Figures, string> Of)[] rows)
    {
        var table = new Table().Title(title).AddColumns(["", .. all.Select(one => one.Shape)]);
        foreach (var (name, of) in rows)
        {
            table.AddRow([name, .. all.Select(of)]);
        }

        return table;
    }

    private static async Task Extract(string module, string state)
    {
        var (code, said) = await Runner.Run("extract", module, "--state", state);
        if (code != 0)
        {
            throw new InvalidOperationException($"Extracting {module} ended with {code}.\n{said}");
        }
    }

    private static (int Projects, int Lines) Source(string[] projects)
    {
        var services = Path.Combine(Repository.Root, "services");
        string[] folders =
            [.. projects.Concat(Every).Select(project => Path.GetFullPath(Path.Combine(services, project)))];
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
        string Shape, double Ready, double Started, double Loaded, double Broker, double Throughput, Delays Delays,
        (int Projects, int Lines) Source, double WithMail, Outcome Dead, Outcome Locked);
}
