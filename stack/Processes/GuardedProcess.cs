using System.Diagnostics;
using System.Globalization;

namespace Stack.Processes;

/// <summary>A command under guard.sh: it ends, with all it started, however this process ends.</summary>
public sealed class GuardedProcess
{
    private readonly Process guard;
    private readonly Task pumps;
    private readonly TaskCompletionSource<int> pid = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private GuardedProcess(Process guard, Action<string> onLine)
    {
        this.guard = guard;
        pumps = Task.WhenAll(PumpOutput(onLine), Pump(guard.StandardError, onLine));
        Exited = WaitForExit();
    }

    /// <summary>The command's own process id; -1 when it could not even be started.</summary>
    public Task<int> Pid => pid.Task;

    /// <summary>The guard's process id, which is its session's and process group's id as well.</summary>
    public int GuardPid => guard.Id;

    /// <summary>Completes with the exit code; 128 + n after signal n.</summary>
    public Task<int> Exited { get; }

    /// <summary>Somebody asked for the end, so it is no surprise.</summary>
    public bool EndRequested { get; private set; }

    /// <summary>Starts the command. Each line it writes goes to <paramref name="onLine"/>, on any thread.</summary>
    public static GuardedProcess Start(Command command, Action<string> onLine)
    {
        // macOS has no setsid command.
        string[] session = OperatingSystem.IsMacOS() ? ["perl", "-MPOSIX", "-e", "setsid; exec @ARGV"] : ["setsid"];
        string[] guard = ["sh", Path.Combine(AppContext.BaseDirectory, "Processes", "guard.sh")];
        var start = new ProcessStartInfo(session[0], [.. session[1..], .. guard, command.File, .. command.Arguments])
        {
            WorkingDirectory = command.Folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true
        };

        foreach (var (name, value) in command.Variables)
        {
            start.Environment[name] = value;
        }

        return new GuardedProcess(Process.Start(start)!, onLine);
    }

    /// <summary>Asks the command to end (SIGTERM), and kills it when it hasn't within the limit.</summary>
    public async Task Stop(TimeSpan limit)
    {
        Order("stop");
        if (await Task.WhenAny(Exited, Task.Delay(limit)) != Exited)
        {
            await Kill();
        }
    }

    /// <summary>Ends the command and all it started at once (SIGKILL).</summary>
    public Task Kill()
    {
        Order("kill");
        return Exited;
    }

    private void Order(string order)
    {
        EndRequested = true;
        try
        {
            guard.StandardInput.WriteLine(order);
            guard.StandardInput.Flush();
        }
        catch (IOException)
        {
            // It has ended already, and nobody reads.
        }
    }

    private async Task PumpOutput(Action<string> onLine)
    {
        var first = await guard.StandardOutput.ReadLineAsync();
        pid.SetResult(int.TryParse(first, CultureInfo.InvariantCulture, out var id) ? id : -1);
        await Pump(guard.StandardOutput, onLine);
    }

    /// <summary>
    /// Reads to the end, whatever becomes of a line: with nobody at the other end a process stops at its next one.
    /// </summary>
    public static async Task Pump(StreamReader reader, Action<string> onLine)
    {
        while (await reader.ReadLineAsync() is { } line)
        {
            try
            {
                onLine(line);
            }
            catch (Exception)
            {
                // Whoever keeps lines says by itself that it can't.
            }
        }
    }

    private async Task<int> WaitForExit()
    {
        await guard.WaitForExitAsync();
        // The last lines matter most. A straggler may hold the pipe open, so wait for them, but not for ever.
        await Task.WhenAny(pumps, Task.Delay(TimeSpan.FromSeconds(1)));
        return guard.ExitCode;
    }
}
