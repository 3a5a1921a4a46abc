using System.Diagnostics;
using Stack.Processes;
using Stack.Terminal;

namespace Stack.Parts;

internal static class Startup
{
    /// <summary>
    /// Starts the stores, then the services. A service starts without its broker as well, but looks for it again only
    /// seconds later: the first events would be late. The first process that fails ends the wait.
    /// </summary>
    public static async Task InOrder(IReadOnlyList<IReadOnlyList<StackProcess>> groups, CancellationToken stop)
    {
        using var failed = CancellationTokenSource.CreateLinkedTokenSource(stop);
        _ = Report([.. groups.SelectMany(group => group)], failed.Token);

        try
        {
            foreach (var group in groups)
            {
                await foreach (var started in Task.WhenEach(group.Select(process => One(process, failed.Token))))
                {
                    await started;
                }
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
            string[] waiting =
                [.. from process in processes where process.State == ProcessState.Starting select process.Name];
            if (waiting.Length > 0)
            {
                Output.Line("stack", $"Waiting for {string.Join(", ", waiting)} ({clock.Elapsed.TotalSeconds:0} s).");
            }
        }
    }
}
