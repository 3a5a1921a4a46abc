using System.Runtime.InteropServices;

namespace Stack;

/// <summary>Ctrl-C, a closed terminal, or a supervisor's SIGTERM: the first asks for an orderly end, the second for one at once.</summary>
internal sealed partial class StopSignals : IDisposable
{
    private const int Interrupt = 2;
    private const nint Default = 0;

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
    public void Request() => (stop.IsCancellationRequested ? now : stop).Cancel();

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
