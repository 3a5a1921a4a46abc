using System.Diagnostics;
using Stack.Terminal;

namespace Stack.Processes;

internal enum ProcessState { Stopped, Starting, Ready, Stopping, Died }

/// <summary>One named part of the stack, which can be started, stopped and killed any number of times.</summary>
internal sealed class StackProcess(
    string name, string url, Func<CancellationToken, Task<Command>> prepare, ProcessLog log)
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan StopLimit = TimeSpan.FromSeconds(10);

    private readonly Lock gate = new();
    private GuardedProcess? process;

    /// <summary>
    /// A process of something that is here already; otherwise the command is found, or installed, at the start.
    /// </summary>
    public StackProcess(string name, string url, Command command, ProcessLog log)
        : this(name, url, _ => Task.FromResult(command), log)
    {
    }

    public string Name => name;

    /// <summary>Where it listens.</summary>
    public string Url => url;

    /// <summary>Of the process itself, not of its guard; null while none runs.</summary>
    public int? Pid { get; private set; }

    public ProcessState State { get; private set; }

    /// <summary>How it ended, the last time that it did; 128 + n after signal n.</summary>
    public int? ExitCode { get; private set; }

    /// <summary>Whether it serves already: asked again and again while it starts.</summary>
    public required Func<CancellationToken, Task<bool>> IsReady { get; init; }

    /// <summary>Told the id of each session that is started, so that a later run can wait for its end.</summary>
    public Action<int> OnSession { get; init; } = _ => { };

    /// <summary>Starts it, unless it runs, and waits until it is ready.</summary>
    /// <exception cref="StackException">It died, or took longer than a minute.</exception>
    public async Task Start(CancellationToken cancellation)
    {
        var running = Running(await prepare(cancellation));
        Pid = await running.Pid;
        await WaitUntilReady(running, cancellation);
    }

    /// <summary>Asks it to end, and waits: in hand is finished, new work is refused.</summary>
    public async Task Stop()
    {
        if (process is { Exited.IsCompleted: false })
        {
            State = ProcessState.Stopping;
            await process.Stop(StopLimit);
        }
    }

    /// <summary>Ends it at once, as a crash or the kernel would.</summary>
    public Task Kill() => process?.Kill() ?? Task.CompletedTask;

    private GuardedProcess Running(Command command)
    {
        lock (gate)
        {
            if (process is null or { Exited.IsCompleted: true })
            {
                State = ProcessState.Starting;
                // While it comes and goes, it warns of others that do so too: no news.
                process = GuardedProcess.Start(command, line => log.Write(line, warnings: State == ProcessState.Ready));
                _ = Watch(process);
                OnSession(process.GuardPid);
            }

            return process;
        }
    }

    private async Task WaitUntilReady(GuardedProcess started, CancellationToken cancellation)
    {
        var clock = Stopwatch.StartNew();
        while (!await IsReady(cancellation))
        {
            if (started.Exited.IsCompleted)
            {
                throw new StackException($"{name} {Ending(await started.Exited)} before it was ready. {log.Tail()}");
            }

            if (clock.Elapsed > StartLimit)
            {
                throw new StackException($"{name} isn't ready after {StartLimit.TotalSeconds} s. {log.Tail()}");
            }

            await Task.WhenAny(started.Exited, Task.Delay(TimeSpan.FromMilliseconds(50), cancellation));
        }

        State = ProcessState.Ready;
    }

    private async Task Watch(GuardedProcess watched)
    {
        var code = await watched.Exited;
        var wasReady = State == ProcessState.Ready;
        Pid = null;
        ExitCode = code;
        State = watched.EndRequested ? ProcessState.Stopped : ProcessState.Died;

        if (wasReady && !watched.EndRequested)
        {
            Output.Problem(name, $"{Ending(code)}. It stays down, the rest goes on. {log.Tail()}");
        }
        else if (watched.EndRequested)
        {
            Output.Line(name, code == 128 + 9 ? "killed" : "stopped");
        }
    }

    private static string Ending(int code) =>
        code > 128 ? $"was ended by signal {code - 128}" : $"exited with code {code}";
}
