using System.Globalization;

namespace Bench.Processes;

/// <summary>
/// Time on the processors, of user and kernel, in microseconds, as <c>/proc/&lt;pid&gt;/stat</c> has it.
/// </summary>
internal static class CpuTime
{
    // USER_HZ: 100 on every Linux that runs .NET.
    private const double MicrosecondsInOneTick = 10_000;

    /// <summary>Of each session's processes, those included that have ended since and were waited for.</summary>
    public static IReadOnlyDictionary<int, double> BySession() => Processes().GroupBy(process => process.Session)
        .ToDictionary(session => session.Key, session => session.Sum(one => one.Ticks) * MicrosecondsInOneTick);

    /// <summary>Of this process alone.</summary>
    public static double OfThisProcess() => Environment.CpuUsage.TotalTime.TotalMicroseconds;

    /// <summary>The sessions that this process' children lead: each guarded process has one.</summary>
    public static IReadOnlyList<int> ChildSessions() =>
        [.. Processes().Where(process => process.Parent == Environment.ProcessId).Select(process => process.Session)];

    private static IEnumerable<(int Parent, int Session, long Ticks)> Processes() =>
        Directory.EnumerateDirectories("/proc")
            .Where(folder => char.IsAsciiDigit(Path.GetFileName(folder)[0]))
            .Select(Read).OfType<(int, int, long)>();

    private static (int Parent, int Session, long Ticks)? Read(string folder)
    {
        try
        {
            // The command may contain anything. Behind its closing parenthesis: the state, and numbers.
            var text = File.ReadAllText(Path.Combine(folder, "stat"));
            var fields = text[(text.LastIndexOf(')') + 2)..].Split(' ');
            return (Number(fields[1]), Number(fields[3]), fields[11..15].Sum(Number));
        }
        catch (IOException)
        {
            // It has just ended.
            return null;
        }
    }

    private static int Number(string field) => int.Parse(field, CultureInfo.InvariantCulture);
}
