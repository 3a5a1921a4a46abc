using Stack.Control;

namespace Stack.State;

/// <summary>The folder with everything that is kept between runs. One runner at a time owns it.</summary>
internal sealed class StateFolder : IDisposable
{
    private const string MonolithName = "monolith";

    // EWOULDBLOCK: the lock is somebody else's.
    private static readonly int Held = OperatingSystem.IsMacOS() ? 35 : 11;

    // All that the stack puts there: a folder that somebody names may have other things in it.
    private static readonly string[] Ours =
        ["data", "extracted", "identity", "logs", "mail", "modules.key", "mongodb", "rabbitmq"];

    private readonly FileStream held;
    private readonly Sessions sessions;

    private StateFolder(string path, FileStream held)
    {
        this.held = held;
        FullPath = path;
        sessions = new(In("sessions"));
    }

    public string FullPath { get; }

    /// <summary>
    /// Where a shape keeps its state: the monolith in a folder of its own, so that neither meets the other.
    /// </summary>
    public static string Of(Shape shape, string folder) =>
        shape == Shape.Monolith ? Path.Combine(folder, MonolithName) : folder;

    /// <summary>Takes the folder, waits for what an earlier, killed runner left, and empties it on request.</summary>
    /// <exception cref="StackException">Another runner has it.</exception>
    public static async Task<StateFolder> Open(string path, bool clean, CancellationToken cancellation)
    {
        path = Directory.CreateDirectory(path).FullName;
        var state = new StateFolder(path, Hold(path));
        ControlFile.Delete(state);
        await state.sessions.WaitForEarlier(cancellation);

        if (clean)
        {
            state.Empty();
        }

        return state;
    }

    /// <summary>The path of what is below it.</summary>
    public string In(params ReadOnlySpan<string> names) => Path.Combine([FullPath, .. names]);

    /// <summary>Remembers a guard, for the run after one that was killed.</summary>
    public void Remember(int guard) => sessions.Add(guard);

    public void Dispose()
    {
        ControlFile.Delete(this);
        sessions.Forget();
        held.Dispose();
    }

    private static FileStream Hold(string path)
    {
        try
        {
            // The system lets go of the lock when the process ends, however it ends.
            return new(Path.Combine(path, "lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException failure) when (failure.HResult == Held)
        {
            var where = ControlFile.Of(path) is { } control
                ? $"It answers at {control.Gateway}."
                : "It starts or stops.";
            throw new StackException(
                $"The stack already runs from {path}. {where}\n" +
                "Use it, stop it with Ctrl-C in its terminal, or run another: --state <another folder> --port 0");
        }
    }

    private void Empty()
    {
        foreach (var path in Ours.Select(name => In(name)))
        {
            if (Directory.Exists(path))
            {
                Directory.Delete(path, recursive: true);
            }
            else
            {
                File.Delete(path);
            }
        }
    }
}
