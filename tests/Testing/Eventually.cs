using System.Diagnostics;
using System.Runtime.CompilerServices;
using Xunit;

namespace Testing;

/// <summary>
/// Waits for what becomes true in its own time, looking every 20 ms, and gives up with what it saw last.
/// </summary>
public static class Eventually
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>Waits until <paramref name="condition"/> holds, for a minute unless told otherwise.</summary>
    public static Task Is(
        Func<Task<bool>> condition,
        TimeSpan? limit = null,
        [CallerArgumentExpression(nameof(condition))] string what = "") =>
        Get(condition, holds => holds, limit, what);

    /// <summary>Waits until <paramref name="read"/> gives <paramref name="expected"/>.</summary>
    public static Task Equal<T>(
        T expected,
        Func<Task<T>> read,
        TimeSpan? limit = null,
        [CallerArgumentExpression(nameof(read))] string what = "") =>
        Get(read, actual => EqualityComparer<T>.Default.Equals(expected, actual), limit, $"{what} to be {expected}");

    /// <summary>
    /// Waits until <paramref name="read"/> gives something that is <paramref name="right"/>, and returns it.
    /// </summary>
    public static async Task<T> Get<T>(
        Func<Task<T>> read,
        Func<T, bool> right,
        TimeSpan? limit = null,
        [CallerArgumentExpression(nameof(right))] string what = "")
    {
        var patience = limit ?? Patience;
        var waited = Stopwatch.StartNew();

        while (true)
        {
            var seen = await read();
            if (right(seen))
            {
                return seen;
            }

            if (waited.Elapsed > patience)
            {
                Assert.Fail($"Waited {patience.TotalSeconds:0.#} s in vain for {what}. Last seen: {seen}");
            }

            await Task.Delay(Pause, TestContext.Current.CancellationToken);
        }
    }
}
