using System.Diagnostics;
using System.Globalization;
using Stack.Control;
using Stack.Machine;
using Stack.State;

namespace Stack.Tests;

/// <summary>However the runner ends, what it started ends too. A real runner, with a broker that isn't there.</summary>
public sealed class Ending : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    private const UnixFileMode Others = UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute
        | UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;

    private const string Chatty = "monolith:Logging:LogLevel:Microsoft.EntityFrameworkCore=Trace";

    private readonly TemporaryFolder state = new();

    [Theory]
    [InlineData("-KILL")]
    [InlineData("-HUP")]
    public async Task Killing_the_runner_leaves_no_child(string signal)
    {
        using var runner = StartRunner();
        var sessions = await StartedSessions();
        Assert.False(await Running.Nothing(sessions));

        await Send(signal, runner);

        await Eventually.Is(() => Running.Nothing(sessions), Limit);
    }

    [Theory]
    [InlineData("-INT")]
    [InlineData("-TERM")]
    public async Task Asking_the_runner_to_stop_is_no_failure(string signal)
    {
        using var runner = StartRunner();
        var sessions = await StartedSessions();

        await Send(signal, runner);
        await runner.WaitForExitAsync().WaitAsync(Limit);

        Assert.Equal(0, runner.ExitCode);
        Assert.True(await Running.Nothing(sessions));
    }

    [Fact]
    public async Task A_terminal_that_is_held_up_holds_up_nobody()
    {
        // Nobody reads what it writes, and a pipe holds 64 KB: far less than these are.
        using var runner = StartRunner("--shape", "monolith", "--verbose", "--set", Chatty);
        var monolith = StateFolder.Of(Shape.Monolith, state.FullPath);

        await Eventually.Is(() => Task.FromResult(ControlFile.Of(monolith) is not null), Limit);

        await Send("-TERM", runner);
        await runner.WaitForExitAsync().WaitAsync(Limit);
        Assert.Equal(0, runner.ExitCode);
        Assert.True(new FileInfo(Path.Combine(monolith, "logs", "monolith.log")).Length > 128 * 1024);
    }

    [Fact]
    public async Task What_it_keeps_is_its_owners_alone()
    {
        using var runner = StartRunner();
        await StartedSessions();
        await Eventually.Is(() => Task.FromResult(Kept("*.db").Any() && Kept("*.log").Any()), Limit);

        await Send("-TERM", runner);
        await runner.WaitForExitAsync().WaitAsync(Limit);

        Assert.All(Kept("*"), file => Assert.Equal(UnixFileMode.None, new FileInfo(file).UnixFileMode & Others));
    }

    public void Dispose() => state.Dispose();

    private IEnumerable<string> Kept(string pattern) =>
        Directory.EnumerateFileSystemEntries(state.FullPath, pattern, SearchOption.AllDirectories);

    private Process StartRunner(params string[] more) => Process.Start(new ProcessStartInfo(Repository.DotNet,
    [
        Repository.Assembly("Stack"),
        "--port", "0",
        "--state", state.FullPath,
        "--rabbitmq", "amqp://guest:guest@127.0.0.1:1",
        .. more
    ])
    {
        RedirectStandardOutput = true
    })!;

    private async Task<int[]> StartedSessions()
    {
        var file = Path.Combine(state.FullPath, "sessions");
        var lines = await Eventually.Get(
            async () => File.Exists(file) ? await File.ReadAllLinesAsync(file) : [], found => found.Length == 4, Limit);
        return [.. lines.Select(line => int.Parse(line, CultureInfo.InvariantCulture))];
    }

    private static async Task Send(string signal, Process runner)
    {
        using var kill = Process.Start("kill", [signal, $"{runner.Id}"]);
        await kill.WaitForExitAsync();
    }
}
