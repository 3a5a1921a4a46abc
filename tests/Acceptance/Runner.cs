using System.Diagnostics;

namespace Acceptance;

/// <summary>A stack of this suite's own: the runner as a child process, on a free port, with fresh state.</summary>
public sealed class Runner : IAsyncDisposable
{
    private static readonly string Root = Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "../../../.."));

    // All tests come from one address.
    private static readonly string[] Unlimited = ["AnonymousPerSecond", "SubjectPerSecond", "Burst"];

    private readonly string state = Path.Combine(Root, ".stack", Fresh.Slug("acceptance"));
    private readonly Process process;
    private readonly Task<string> said;

    public Runner(Uri? broker)
    {
        var configuration = Path.GetFileName(AppContext.BaseDirectory.TrimEnd('/'));
        var start = new ProcessStartInfo("dotnet") { WorkingDirectory = Root, RedirectStandardOutput = true };
        string[] arguments =
        [
            Path.Combine(Root, "artifacts", "bin", "Stack", configuration, "Stack.dll"),
            "--port", "0",
            "--state", state,
            .. Unlimited.SelectMany(limit => new[] { "--set", $"gateway:RateLimits:{limit}=100000" }),
            .. broker is null ? Array.Empty<string>() : ["--rabbitmq", broker.ToString()],
        ];
        Array.ForEach(arguments, start.ArgumentList.Add);

        process = Process.Start(start)!;
        said = process.StandardOutput.ReadToEndAsync();
    }

    /// <summary>The file that it writes when all of the stack is up: its addresses.</summary>
    public async Task<string> ControlFile()
    {
        var file = Path.Combine(state, "control.json");
        await Eventually.Is(
            async () => process.HasExited ? throw new InvalidOperationException(await said) : File.Exists(file),
            TimeSpan.FromSeconds(120));
        return file;
    }

    /// <summary>Ends it as Ctrl-C would, and holds that nothing of it is left.</summary>
    public async ValueTask DisposeAsync()
    {
        using (var signal = Process.Start("kill", ["-TERM", $"{process.Id}"]))
        {
            await signal.WaitForExitAsync();
        }

        await Eventually.Is(() => Task.FromResult(process.HasExited), TimeSpan.FromSeconds(30));
        Assert.Empty(WhatRunsOn(state));

        Directory.Delete(state, recursive: true);
        process.Dispose();
    }

    // Every process of the stack has the path of its state in its command or its environment.
    private static List<string> WhatRunsOn(string state) =>
        [.. Directory.GetDirectories("/proc").Where(process => Mentions(process, state))];

    private static bool Mentions(string process, string state)
    {
        try
        {
            return File.ReadAllText($"{process}/cmdline").Contains(state, StringComparison.Ordinal)
                || File.ReadAllText($"{process}/environ").Contains(state, StringComparison.Ordinal);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
