using System.Diagnostics;
using System.Globalization;

namespace Faults.Hook;

/// <summary>
/// Where the tests order a service to die, as files: one that is named for a <see cref="Point"/> holds a number n, and
/// at the n-th passage the service removes the file, and dies.
/// </summary>
internal sealed class Orders(string folder)
{
    public const string Variable = "FAULTS_ORDERS";

    private readonly Lock gate = new();
    private readonly Dictionary<string, int> left = [];

    /// <summary>The service has come to this point: dies, if this is where it was told to.</summary>
    public void Pass(string? point)
    {
        var file = Path.Combine(folder, point ?? "");
        if (point is null || !File.Exists(file))
        {
            return;
        }

        lock (gate)
        {
            var ordered = int.Parse(File.ReadAllText(file), CultureInfo.InvariantCulture);
            left[point] = left.GetValueOrDefault(point, ordered) - 1;
            if (left[point] == 0)
            {
                File.Delete(file);
                // SIGKILL: nothing is flushed, disposed or finished.
                Process.GetCurrentProcess().Kill();
                Thread.Sleep(Timeout.Infinite);
            }
        }
    }
}
