using System.Diagnostics;
using System.Globalization;

namespace Stack.Tests;

/// <summary>What runs in a guard's session. A zombie has ended.</summary>
internal static class Running
{
    public static async Task<bool> Nothing(IEnumerable<int> sessions)
    {
        var start = new ProcessStartInfo("ps", ["-A", "-o", "pgid=,stat="]) { RedirectStandardOutput = true };
        using var ps = Process.Start(start)!;
        var lines = (await ps.StandardOutput.ReadToEndAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries);

        return !lines
            .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Where(fields => !fields[1].StartsWith('Z'))
            .Any(fields => sessions.Contains(int.Parse(fields[0], CultureInfo.InvariantCulture)));
    }
}
