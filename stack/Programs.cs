using System.Diagnostics;

namespace Stack;

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
