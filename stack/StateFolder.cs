using System.Diagnostics;
using System.Globalization;
using Stack.Control;

namespace Stack;

/// <summary>The folder with everything that is kept between runs. One runner at a time owns it.</summary>
internal sealed class StateFolder : IDisposable
{
    private readonly FileStream held;

    private StateFolder(string path, FileStream held) => (FullPath, this.held) = (path, held);

    public string FullPath { get; }

    private string Sessions => In("sessions");

    /// <summary>Takes the folder, waits for what an earlier, killed runner left behind, and empties it on request.</summary>
    /// <exception cref="StackException">Another runner has it.</exception>
    public static async Task<StateFolder> Open(string path, bool clean, CancellationToken cancellation)
    {
        path = Directory.CreateDirectory(path).FullName;
        var state = new StateFolder(path, Hold(path));
        ControlFile.Delete(state);
        await state.WaitForEarlierSessions(cancellation);

        if (clean)
        {
            state.Empty();
        }

        return state;
    }

    public string In(params ReadOnlySpan<string> names) => Path.Combine([FullPath, .. names]);

    /// <summary>Remembers a guard, for the run after one that was killed.</summary>
    public void Remember(int session) => File.AppendAllText(Sessions, $"{session}\n");

    public void Dispose()
    {
        ControlFile.Delete(this);
        File.Delete(Sessions);
        held.Dispose();
    }

    private static FileStream Hold(string path)
    {
        try
        {
            // The system lets go of the lock when the process ends, however it ends.
            return new FileStream(Path.Combine(path, "lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException)
        {
            var where = ControlFile.GatewayOf(path) is { } gateway ? $"It answers at {gateway}." : "It is just starting or stopping.";
            throw new StackException(
                $"The stack already runs from {path}. {where}\n" +
                "Use that one, stop it with Ctrl-C in its terminal, or run a second one beside it: --state <another folder> --port 0");
        }
    }

    // Guards end a killed runner's processes within ten seconds. Until then these still use the data.
    private async Task WaitForEarlierSessions(CancellationToken cancellation)
    {
        var earlier = File.Exists(Sessions) ? await File.ReadAllLinesAsync(Sessions, cancellation) : [];
        var clock = Stopwatch.StartNew();
        while (clock.Elapsed < TimeSpan.FromSeconds(15) && earlier.Any(IsGuard))
        {
            await Task.Delay(50, cancellation);
        }

        File.Delete(Sessions);
    }

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

    private void Empty()
    {
        foreach (var entry in new DirectoryInfo(FullPath).EnumerateFileSystemInfos().Where(entry => entry.Name is not ("lock" or "tests")))
        {
            if (entry is DirectoryInfo folder)
            {
                folder.Delete(recursive: true);
            }
            else
            {
                entry.Delete();
            }
        }
    }
}
