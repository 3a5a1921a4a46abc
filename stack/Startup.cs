using System.Diagnostics;
using Stack.Processes;
using Stack.Terminal;

namespace Stack;

internal static class Startup
{
    /// <summary>Starts all at once: each needs to know only the others' addresses. The first that fails ends the wait.</summary>
    public static async Task All(IReadOnlyList<StackProcess> processes, CancellationToken stop)
    {
        using var failed = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var starting = processes.Select(process => One(process, failed.Token)).ToList();
        _ = Report(processes, failed.Token);

        try
        {
            await foreach (var started in Task.WhenEach(starting))
            {
                await started;
            }
        }
        finally
        {
            await failed.CancelAsync();
        }
    }

    private static async Task One(StackProcess process, CancellationToken cancellation)
    {
        var clock = Stopwatch.StartNew();
        await process.Start(cancellation);
        Output.Line(process.Name, $"ready after {clock.Elapsed.TotalSeconds:0.0} s");
    }

    private static async Task Report(IReadOnlyList<StackProcess> processes, CancellationToken cancellation)
    {
        using var every = new PeriodicTimer(TimeSpan.FromSeconds(5));
        var clock = Stopwatch.StartNew();
        while (await every.WaitForNextTickAsync(cancellation))
        {
            var waiting = processes.Where(process => process.State == ProcessState.Starting).Select(process => process.Name);
            Output.Line("stack", $"Waiting for {string.Join(", ", waiting)} ({clock.Elapsed.TotalSeconds:0} of 60 s).");
        }
    }
}
