using System.Diagnostics;

namespace Acceptance;

/// <summary>
/// A stack of this suite's own: the runner as a child process, on a free port, with fresh state, in the shape that
/// <c>ACCEPTANCE_SHAPE</c> names: microservices, monolith, or extracting (a monolith that notification has left).
/// </summary>
public sealed class Runner : IAsyncDisposable
{
    private static readonly string Root = Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "../../../.."));

    // All tests come from one address.
    private static readonly string[] Unlimited = ["AnonymousPerSecond", "SubjectPerSecond", "Burst"];

    /// <summary>What the site is made of.</summary>
    public static readonly string Shape = Environment.GetEnvironmentVariable("ACCEPTANCE_SHAPE") ?? "microservices";

    private readonly string state = Path.Combine(Root, ".stack", Fresh.Slug("acceptance"));
    private readonly Process process;
    private readonly Task<string> said;

    public Runner(Uri? broker, params string[] more)
    {
        process = Start(
        [
            "--shape", Shape == "microservices" ? Shape : "monolith",
            "--port", "0",
            "--state", state,
            .. Unlimited.SelectMany(limit => new[] { "--set", $"gateway:RateLimits:{limit}=100000" }),
            .. broker is null ? Array.Empty<string>() : ["--rabbitmq", broker.ToString()],
            .. more,
        ]);
        said = process.StandardOutput.ReadToEndAsync();
    }

    /// <summary>The file that it writes when all of the stack is up: its addresses.</summary>
    public async Task<string> ControlFile()
    {
        var file = Path.Combine(state, Shape == "microservices" ? "" : "monolith", "control.json");
        await Eventually.Is(
            async () => process.HasExited ? throw new InvalidOperationException(await said) : File.Exists(file),
            TimeSpan.FromSeconds(120));

        if (Shape == "extracting")
        {
            await Extract("notification");
        }

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

    private async Task Extract(string module)
    {
        using var extract = Start(["extract", module, "--state", state]);
        var text = await extract.StandardOutput.ReadToEndAsync();
        await extract.WaitForExitAsync();
        Assert.True(extract.ExitCode == 0, text);
    }

    private static Process Start(string[] arguments)
    {
        var configuration = Path.GetFileName(AppContext.BaseDirectory.TrimEnd('/'));
        var runner = Path.Combine(Root, "artifacts", "bin", "Stack", configuration, "Stack.dll");

        return Process.Start(new ProcessStartInfo("dotnet", [runner, .. arguments])
        {
            WorkingDirectory = Root,
            RedirectStandardOutput = true,
        })!;
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
