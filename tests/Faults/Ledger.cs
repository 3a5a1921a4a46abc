using System.Globalization;
using Faults.Books;

namespace Faults;

/// <summary>The results as a table on the terminal: a line for each as it comes, then one for each kind.</summary>
internal sealed class Ledger
{
    private readonly List<Result> results = [];

    public static void WriteHead() => Write(
        "accepted", "told", "counted", "lost", "twice", "untrue", "refused", "unknown", "away s", "behind s", "fault");

    public void Add(Result result, string progress)
    {
        results.Add(result);
        Write(result.Balance, result.Away, result.Behind, $"{progress} {result.Name}");
    }

    public void WriteTotals(Audit audit, TimeSpan duration)
    {
        Console.WriteLine();
        WriteHead();
        foreach (var kind in results.GroupBy(result => result.Name))
        {
            Write(
                Sum(kind.Select(result => result.Balance)),
                kind.Max(result => result.Away), kind.Max(result => result.Behind), $"{kind.Count()} x {kind.Key}");
        }

        Write(
            audit.Balance, results.Max(result => result.Away), results.Max(result => result.Behind),
            $"all {results.Count}, audited at the end");
        Console.WriteLine(audit.Waiting.Count == 0 ? "No queue holds anything." : string.Join(", ", audit.Waiting));
        var verdict = audit.IsEven ? "Even" : "NOT EVEN";
        Console.WriteLine($"{verdict} after {duration:hh\\:mm\\:ss}, FAULTS_SEED={Seeded.Seed}");
    }

    private static Balance Sum(IEnumerable<Balance> balances) => balances.Aggregate((sum, next) => new Balance
    {
        Accepted = sum.Accepted + next.Accepted,
        Told = sum.Told + next.Told,
        Counted = sum.Counted + next.Counted,
        Lost = sum.Lost + next.Lost,
        Duplicated = sum.Duplicated + next.Duplicated,
        Untrue = sum.Untrue + next.Untrue,
        Refused = sum.Refused + next.Refused,
        Unknown = sum.Unknown + next.Unknown,
    });

    private static void Write(Balance balance, TimeSpan away, TimeSpan behind, string name) => Write(
        Text(balance.Accepted), Text(balance.Told), Text(balance.Counted), Text(balance.Lost),
        Text(balance.Duplicated), Text(balance.Untrue), Text(balance.Refused), Text(balance.Unknown),
        Text(away), Text(behind), name);

    private static void Write(params string[] cells) =>
        Console.WriteLine(string.Join(' ', cells[..^1].Select(cell => $"{cell,8}")) + $"  {cells[^1]}");

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Text(TimeSpan time) => time.TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture);
}
