using Stack;
using Stack.Control;
using Xunit;

namespace Testing;

/// <summary>A stack of a test project's own, with fresh state, started and ended as anybody does it.</summary>
/// <param name="shape">What the product runs as.</param>
/// <param name="broker">The broker to use; null lets it start a node of its own.</param>
/// <param name="options">More of the runner's options.</param>
public sealed class OwnStack(Shape shape, Uri? broker, params string[] options) : IAsyncLifetime
{
    private readonly string state = Directory.CreateTempSubdirectory("stack-").FullName;
    private Runner? runner;

    /// <summary>Commands it, and says where its gateway is.</summary>
    public RunnerClient Client => runner?.Client ?? throw new InvalidOperationException("It was not started.");

    /// <summary>A file of its state.</summary>
    public string In(string name) => Path.Combine(state, shape == Shape.Monolith ? "monolith" : "", name);

    public async ValueTask InitializeAsync() => runner = await Runner.Start(
        shape, state, [.. broker is null ? Array.Empty<string>() : ["--rabbitmq", $"{broker}"], .. options]);

    /// <summary>Runs `extract` or `restore`, and holds that it succeeds. Returns all that it wrote.</summary>
    public async Task<string> Move(string command, string module)
    {
        var (code, said) = await Runner.Run(command, module, "--state", state);
        Assert.True(code == 0, said);
        return said;
    }

    /// <summary>Ends it as Ctrl-C would, and holds that this goes well and nothing of it is left.</summary>
    public async ValueTask DisposeAsync()
    {
        if (runner is not null)
        {
            Assert.Equal(0, await runner.Stop());
        }

        Assert.Empty(WhatRunsOn(state));
        Directory.Delete(state, recursive: true);
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
