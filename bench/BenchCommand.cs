using System.CommandLine;
using System.Globalization;
using Bench.Ways;

namespace Bench;

/// <summary>The command line: <c>completions 16 64 --ways ours,naive --seconds 1</c>.</summary>
internal sealed class BenchCommand
{
    private readonly Argument<string[]> what = new("what")
    {
        Description = $"{string.Join(", ", Benchmarks.All.Keys)}; a number is a count of connections",
        Arity = ArgumentArity.ZeroOrMore,
    };

    private readonly Option<string?> ways = new("--ways") { Description = "ours,naive,wolverine,bound (all)" };

    private readonly Option<double> seconds = new("--seconds")
    {
        Description = "That one measurement lasts",
        DefaultValueFactory = _ => 6,
    };

    private readonly Option<int> warmUp = new("--warm-up")
    {
        Description = "Requests before each measurement",
        DefaultValueFactory = _ => 4000,
    };

    public async Task<int> Invoke(string[] arguments)
    {
        var root = new RootCommand("What it costs, measured in one run on this machine.")
        {
            what, ways, seconds, warmUp,
        };
        root.SetAction((result, _) => Benchmarks.Run(Read(result)));
        try
        {
            return await root.Parse(arguments).InvokeAsync(new() { EnableDefaultExceptionHandler = false });
        }
        catch (ArgumentException wrong)
        {
            Console.Error.WriteLine(wrong.Message);
            return 1;
        }
    }

    private BenchOptions Read(ParseResult result)
    {
        var words = result.GetValue(what) ?? [];
        var names = words.Where(word => !int.TryParse(word, out _)).ToList();
        var numbers = words.Except(names).Select(word => int.Parse(word, CultureInfo.InvariantCulture)).ToList();
        return new()
        {
            Profiles = names is [] ? Benchmarks.InOneRun : [.. names.Select(Benchmarks.Known)],
            Connections = numbers is [] ? [1, 16, 64] : numbers,
            Ways = result.GetValue(ways)?.Split(',').Select(Way.Named).ToList() ?? Way.All,
            Seconds = result.GetValue(seconds),
            WarmUp = result.GetValue(warmUp),
        };
    }
}
