using System.Net;
using System.Net.Sockets;
using Stack.Broker;
using Stack.Commands;
using Stack.Control;
using Stack.Processes;
using Stack.State;
using Stack.Terminal;

namespace Stack.Tests;

/// <summary>What can't start says what happened, why, and what to do next.</summary>
public sealed class ProblemsAtStart : IDisposable
{
    private readonly TemporaryFolder folder = new();

    [Fact]
    public async Task A_port_that_is_taken_is_named_with_a_way_out()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var port = ((IPEndPoint)other.LocalEndpoint).Port;
        using var signals = new StopSignals();

        var options = new StackOptions { State = folder.FullPath, Port = port };
        var problem = await Assert.ThrowsAsync<StackException>(() => StackCommand.Run(options, signals));

        Assert.Contains($"Port {port} is taken", problem.Message, StringComparison.Ordinal);
        Assert.Contains("--port", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_the_system_says_about_the_state_folder_is_told_with_a_way_out()
    {
        File.WriteAllText(Path.Combine(folder.FullPath, "file"), "");

        var (code, said) = await Runner.Run("--state", Path.Combine(folder.FullPath, "file", "state"));

        Assert.Equal(1, code);
        Assert.Contains("Could not find a part of the path", said, StringComparison.Ordinal);
        Assert.Contains("--state <folder>", said, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_lock_that_can_not_be_made_is_not_taken_for_a_second_runner()
    {
        var elsewhere = Path.Combine(folder.FullPath, "missing", "lock");
        File.CreateSymbolicLink(Path.Combine(folder.FullPath, "lock"), elsewhere);

        var (code, said) = await Runner.Run("--state", folder.FullPath);

        Assert.Equal(1, code);
        Assert.DoesNotContain("already runs", said, StringComparison.Ordinal);
        Assert.Contains("--state <folder>", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_second_runner_on_the_same_state_says_that_the_stack_already_runs()
    {
        using var first = await StateFolder.Open(folder.FullPath, clean: false, CancellationToken.None);
        new ControlFile("http://127.0.0.1:1", "secret", "http://127.0.0.1:5080").Write(first);

        var problem = await Assert.ThrowsAsync<StackException>(
            () => StateFolder.Open(folder.FullPath, clean: true, CancellationToken.None));

        Assert.Contains("already runs", problem.Message, StringComparison.Ordinal);
        Assert.Contains("http://127.0.0.1:5080", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_process_that_dies_is_named_with_its_exit_code_and_its_last_lines()
    {
        var command = new Command("sh", ["-c", "echo reading; echo no such file >&2; exit 3"]);
        var log = new ProcessLog("content", folder.FullPath, verbose: false);
        var process = new StackProcess("content", "", command, log)
        {
            IsReady = _ => Task.FromResult(false)
        };

        var problem = await Assert.ThrowsAsync<StackException>(() => process.Start(CancellationToken.None));

        Assert.StartsWith("content exited with code 3", problem.Message, StringComparison.Ordinal);
        Assert.Contains("reading", problem.Message, StringComparison.Ordinal);
        Assert.Contains("no such file", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_package_that_can_not_be_installed_is_named_with_what_apt_get_said()
    {
        var log = new ProcessLog("packages", folder.FullPath, verbose: false);
        const string script = "echo pmstatus:erlang-base:40.0:Installing; echo E: no such package >&2; exit 100";

        var problem = await Assert.ThrowsAsync<StackException>(
            () => RabbitMqPackage.Install(["sh", "-c", script], log, CancellationToken.None));

        Assert.Contains("code 100", problem.Message, StringComparison.Ordinal);
        Assert.Contains("E: no such package", problem.Message, StringComparison.Ordinal);
        Assert.Contains("packages.log", problem.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("pmstatus", problem.Message, StringComparison.Ordinal);
    }

    public void Dispose() => folder.Dispose();
}
