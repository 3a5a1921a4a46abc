using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Stack.Terminal;

/// <summary>Ctrl-C, a closed terminal, SIGTERM: the first asks for an orderly end, the next for one at once.</summary>
internal sealed partial class StopSignals : IDisposable
{
    private const int Interrupt = 2;
    private const nint Default = 0;

    // One request may come twice: to the process group, and handed on by the `dotnet run` in front of us.
    private static readonly TimeSpan Together = TimeSpan.FromMilliseconds(400);

    private readonly Stopwatch asked = new();
    private readonly CancellationTokenSource stop = new();
    private readonly CancellationTokenSource now = new();
    private readonly PosixSignalRegistration[] registrations;

    public StopSignals()
    {
        // A script's background job inherits SIGINT as ignored, and .NET respects that: `kill -INT` would do nothing.
        Signal(Interrupt, Default);

        PosixSignal[] signals = [PosixSignal.SIGINT, PosixSignal.SIGTERM, PosixSignal.SIGHUP, PosixSignal.SIGQUIT];
        registrations = [.. signals.Select(signal => PosixSignalRegistration.Create(signal, Take))];
    }

    /// <summary>Somebody asked for the end.</summary>
    public CancellationToken Stop => stop.Token;

    /// <summary>They asked again.</summary>
    public CancellationToken Now => now.Token;

    /// <summary>Asks for the end from within.</summary>
    public void Request()
    {
        if (!stop.IsCancellationRequested)
        {
            asked.Start();
            stop.Cancel();
        }
        else if (asked.Elapsed > Together)
        {
            now.Cancel();
        }
    }

    public void Dispose()
    {
        Array.ForEach(registrations, registration => registration.Dispose());
        stop.Dispose();
        now.Dispose();
    }

    private void Take(PosixSignalContext signal)
    {
        signal.Cancel = true;
        Request();
    }

    [LibraryImport("libc", EntryPoint = "signal")]
    private static partial nint Signal(int signal, nint handler);
}
