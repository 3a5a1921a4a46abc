using System.Diagnostics;

namespace Bench.Load;

/// <summary>How long each of several things took, in milliseconds.</summary>
internal sealed class Times(IEnumerable<double> milliseconds)
{
    private readonly double[] sorted = [.. milliseconds.Order()];

    public int Count => sorted.Length;

    /// <summary>What the given share of them stayed within; 0 if there are none.</summary>
    public double At(double share) => sorted is [] ? 0 : sorted[(int)((sorted.Length - 1) * share)];

    /// <summary>Does something several times, one after the other.</summary>
    public static async Task<Times> Of(int times, Func<int, Task> work)
    {
        var taken = new double[times];
        for (var number = 0; number < times; number++)
        {
            var start = Stopwatch.GetTimestamp();
            await work(number);
            taken[number] = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        }

        return new(taken);
    }
}
