using System.Diagnostics;
using Stack.Processes;

namespace Stack.Machine;

/// <summary>Finds and runs what is installed on this machine.</summary>
internal static class Programs
{
    // Homebrew's folders are not on every PATH.
    private static readonly string[] Folders =
        [.. (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':'), "/opt/homebrew/bin", "/usr/local/bin"];

    /// <summary>The program's full path, or null when it isn't installed.</summary>
    public static string? Find(string name) =>
        Folders.Select(folder => Path.Combine(folder, name)).FirstOrDefault(File.Exists);

    /// <summary>Runs a program on this terminal, waits for it, and returns its exit code.</summary>
    public static async Task<int> Run(
        string program,
        IEnumerable<string> arguments,
        CancellationToken cancellation,
        params IEnumerable<(string, string)> variables)
    {
        var start = new ProcessStartInfo(program, arguments);
        foreach (var (name, value) in variables)
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        return await Exit(process, cancellation);
    }

    /// <summary>Runs a program, hands on each line that it writes, and returns its exit code.</summary>
    public static async Task<int> Run(
        string program,
        IEnumerable<string> arguments,
        Action<string> onOutput,
        Action<string> onError,
        CancellationToken cancellation)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true
        };
        using var process = Process.Start(start)!;
        var pumps = Task.WhenAll(
            GuardedProcess.Pump(process.StandardOutput, onOutput), GuardedProcess.Pump(process.StandardError, onError));
        var code = await Exit(process, cancellation);
        await pumps;
        return code;
    }

    private static async Task<int> Exit(Process process, CancellationToken cancellation)
    {
        try
        {
            await process.WaitForExitAsync(cancellation);
            return process.ExitCode;
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
    }
}
