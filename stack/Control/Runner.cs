using System.Collections.Concurrent;
using System.Diagnostics;
using Stack.Machine;
using Stack.Processes;
using Stack.State;

namespace Stack.Control;

/// <summary>The runner as a process of its own, which ends however this one does: for tests and benchmarks.</summary>
public sealed class Runner : IAsyncDisposable
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan StopLimit = TimeSpan.FromSeconds(30);

    // All callers come from one address.
    private static readonly string[] Unlimited =
    [
        .. from limit in new[] { "AnonymousPerSecond", "SubjectPerSecond", "Burst" }
           from argument in new[] { "--set", $"gateway:RateLimits:{limit}=100000" }
           select argument
    ];

    private readonly GuardedProcess process;

    private Runner(GuardedProcess process, RunnerClient client)
    {
        this.process = process;
        Client = client;
    }

    /// <summary>Commands it.</summary>
    public RunnerClient Client { get; }

    /// <summary>Starts a stack on a free port, with no limit of rate, and waits until all of it is ready.</summary>
    /// <param name="shape">What the product runs as.</param>
    /// <param name="state">The folder to give as --state.</param>
    /// <param name="options">More of the runner's options.</param>
    /// <exception cref="StackException">It ended, and what it said; or two minutes were over.</exception>
    public static async Task<Runner> Start(Shape shape, string state, params string[] options)
    {
        var said = new ConcurrentQueue<string>();
        string[] arguments = ["--shape", $"{shape}".ToLowerInvariant(), "--port", "0", "--state", state];
        var process = Start([.. arguments, .. Unlimited, .. options], said);

        var clock = Stopwatch.StartNew();
        while (!process.Exited.IsCompleted && clock.Elapsed < StartLimit)
        {
            if (RunnerClient.In(StateFolder.Of(shape, state)) is { } client)
            {
                return new(process, client);
            }

            await Task.Delay(20);
        }

        await process.Kill();
        throw new StackException($"The stack did not start.\n{string.Join('\n', said)}");
    }

    /// <summary>Runs a command to its end, such as `extract`. Returns its exit code, and all that it wrote.</summary>
    public static async Task<(int Code, string Said)> Run(params string[] arguments)
    {
        var said = new ConcurrentQueue<string>();
        return (await Start(arguments, said).Exited, string.Join('\n', said));
    }

    /// <summary>Ends it as SIGTERM does, kills it after half a minute, and returns its exit code.</summary>
    public async Task<int> Stop()
    {
        Client.Dispose();
        await process.Stop(StopLimit);
        return await process.Exited;
    }

    public async ValueTask DisposeAsync() => await Stop();

    private static GuardedProcess Start(string[] arguments, ConcurrentQueue<string> said) => GuardedProcess.Start(
        new Command(Repository.DotNet, [Repository.Assembly("Stack"), .. arguments]), said.Enqueue);
}
