using System.Diagnostics;
using System.Globalization;

namespace Stack.State;

/// <summary>
/// The guards that a run has started, in a file, for the run after one that was killed: guards end what such a runner
/// left within ten seconds, and until then its processes still use the data.
/// </summary>
internal sealed class Sessions(string file)
{
    public void Add(int guard) => File.AppendAllText(file, $"{guard}\n");

    public void Forget() => File.Delete(file);

    /// <summary>Waits until none of an earlier run's guards is left.</summary>
    public async Task WaitForEarlier(CancellationToken cancellation)
    {
        var earlier = File.Exists(file) ? await File.ReadAllLinesAsync(file, cancellation) : [];
        var clock = Stopwatch.StartNew();
        while (clock.Elapsed < TimeSpan.FromSeconds(15) && earlier.Any(IsGuard))
        {
            await Task.Delay(50, cancellation);
        }

        Forget();
    }

    // A shell: the id may meanwhile belong to something else.
    private static bool IsGuard(string pid)
    {
        try
        {
            using var process = Process.GetProcessById(int.Parse(pid, CultureInfo.InvariantCulture));
            return process.ProcessName is "sh" or "dash" or "bash";
        }
        catch (ArgumentException)
        {
            return false;
        }
    }
}
