using Stack.Control;

namespace Acceptance;

/// <summary>Stops, starts and kills a named process of the stack, or all replicas of a service at once.</summary>
public sealed class Control(RunnerClient client)
{
    /// <summary>Stops as SIGTERM does, until the answer is disposed of: then it is started again.</summary>
    public Task<Stopped> Stop(string name) => Down(name, client.Stop);

    /// <summary>Kills as SIGKILL does, until the answer is disposed of: then it is started again.</summary>
    public Task<Stopped> Kill(string name) => Down(name, client.Kill);

    private async Task<Stopped> Down(string name, Func<string, Task> order)
    {
        var processes = await ProcessesOf(name);
        await Task.WhenAll(processes.Select(order));
        return new(client, processes);
    }

    // Beside a monolith a module may have no process of its own, and there may be no broker at all.
    private async Task<string[]> ProcessesOf(string name)
    {
        var all = await client.Processes();
        var known = all.Where(process => process.Name == name || process.Name.StartsWith($"{name}-")).ToList();
        Assert.SkipWhen(known.Count == 0, $"{name} is not this site's to stop.");

        return known.All(process => process.State == "ready") || all.All(process => process.Name != "monolith")
            ? [.. known.Select(process => process.Name)]
            : name == "rabbitmq" ? [] : ["monolith"];
    }

    /// <summary>What doesn't run until this is disposed of.</summary>
    public sealed class Stopped(RunnerClient client, string[] processes) : IAsyncDisposable
    {
        /// <summary>How the one process ended; 128 + n after signal n.</summary>
        public async Task<int?> ExitCode() => (await client.Process(processes.Single())).ExitCode;

        public async ValueTask DisposeAsync() => await Task.WhenAll(processes.Select(name => client.Start(name)));
    }
}
