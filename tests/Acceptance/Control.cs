using Stack.Control;

namespace Acceptance;

/// <summary>Stops, starts and kills a named process of the stack.</summary>
public sealed class Control(RunnerClient stack)
{
    /// <summary>Stops a process as SIGTERM does, until the answer is disposed of: then it is started again.</summary>
    public Task<Stopped> Stop(string process) => Down(process, stack.Stop);

    /// <summary>Kills a process as SIGKILL does, until the answer is disposed of: then it is started again.</summary>
    public Task<Stopped> Kill(string process) => Down(process, stack.Kill);

    private async Task<Stopped> Down(string name, Func<string, Task> order)
    {
        var process = await ProcessOf(name);
        if (process is not null)
        {
            await order(process);
        }

        return new(stack, process);
    }

    // Beside a monolith a module may have no process of its own, and there may be no broker at all: null.
    private async Task<string?> ProcessOf(string name)
    {
        var all = await stack.Processes();
        var known = all.FirstOrDefault(process => process.Name == name);
        Assert.SkipWhen(known is null, $"{name} is not this site's to stop.");

        return known.State == "ready" || all.All(process => process.Name != "monolith") ? name
            : name == "rabbitmq" ? null
            : "monolith";
    }

    /// <summary>What doesn't run until this is disposed of.</summary>
    public sealed class Stopped(RunnerClient stack, string? process) : IAsyncDisposable
    {
        /// <summary>How it ended; 128 + n after signal n.</summary>
        public async Task<int?> ExitCode() => (await stack.Process(process!)).ExitCode;

        public ValueTask DisposeAsync() => process is null ? default : new(stack.Start(process));
    }
}
