using System.CommandLine;
using System.Diagnostics;
using Faults.Lab;

namespace Faults;

/// <summary>Many faults, one after the other, with a ledger on the terminal: the same experiments, at scale.</summary>
internal static class LongRun
{
    public static Task<int> Invoke(string[] arguments)
    {
        var completions = new Option<int?>("--completions") { Description = "In all (10,000)" };
        var faults = new Option<int?>("--faults") { Description = "How many, pairs among them (200)" };
        var only = new Option<string?>("--only") { Description = "Those whose name contains this" };

        var command = new RootCommand("10,000 completions, 200 faults, and a ledger. FAULTS_SEED repeats a run.")
        {
            completions, faults, only
        };
        command.SetAction((result, _) => Run(
            result.GetValue(completions) ?? 10_000, result.GetValue(faults) ?? 200, result.GetValue(only) ?? ""));
        return command.Parse(arguments).InvokeAsync();
    }

    private static async Task<int> Run(int completions, int faults, string only)
    {
        Console.WriteLine($"FAULTS_SEED={Seeded.Seed}: {completions} completions, {faults} faults");
        var clock = Stopwatch.StartNew();
        await using var site = await Site.Start();
        site.KeepFolder = true;
        var experiments = Choose(faults, only);
        var ledger = new Ledger();
        Ledger.WriteHead();

        for (var number = 0; number < faults; number++)
        {
            var (name, struck) = experiments[number];
            // What doesn't divide evenly goes to the first.
            var share = (completions / faults) + (number < completions % faults ? 1 : 0);
            var random = Seeded.Random($"{number} {name}");
            var result = await Experiment.Run(site, $"long{number}", name, struck, share, random);
            ledger.Add(result, $"{number + 1}/{faults}");
        }

        var audit = await Audit.Of(site);
        site.KeepFolder = !audit.IsEven;
        ledger.WriteTotals(audit, clock.Elapsed);
        return audit.IsEven ? 0 : 1;
    }

    /// <summary>Each kind in turn, in an order of chance.</summary>
    private static (string Name, Fault[] Faults)[] Choose(int count, string only)
    {
        (string Name, Fault[])[] kinds =
        [
            .. Fault.All.Select(fault => (fault.Name, new[] { fault })),
            .. Pair.All.Select(pair => (pair.Name, new[] { pair.First, pair.Second })),
        ];
        kinds = [.. kinds.Where(kind => kind.Name.Contains(only, StringComparison.OrdinalIgnoreCase))];
        var chosen = Enumerable.Range(0, count).Select(number => kinds[number % kinds.Length]).ToArray();
        Seeded.Random("order").Shuffle(chosen);
        return chosen;
    }
}
