using Stack.Processes;

namespace Stack.Parts;

internal static class Shutdown
{
    /// <summary>Stops each group together, one group after the other; kills all as soon as the token says so.</summary>
    public static async Task InOrder(IReadOnlyList<IReadOnlyList<StackProcess>> groups, CancellationToken now)
    {
        using var _ = now.Register(() =>
        {
            foreach (var process in groups.SelectMany(group => group))
            {
                process.Kill();
            }
        });

        foreach (var group in groups)
        {
            await Task.WhenAll(group.Select(process => process.Stop()));
        }
    }
}
