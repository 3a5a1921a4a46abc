using System.Diagnostics;
using Bench.Load;

namespace Bench.Growth;

/// <summary>
/// Completions of one lesson by many learners, one after the other: how long they take, and what they cost.
/// </summary>
internal sealed class CompletionsOfOne(string[] tokens, GrownService progress, string roadmap, int lesson)
{
    private readonly List<double> milliseconds = [];
    private double cpu;

    /// <summary>Learner <paramref name="first"/> and so on complete it.</summary>
    public async Task Take(int first, int count)
    {
        using var connection = await HttpConnection.Open(progress.Process.Address);
        var before = progress.Process.Cpu();
        foreach (var token in tokens.Skip(first).Take(count))
        {
            var request = HttpConnection.Request("PUT", $"/api/enrollments/{roadmap}/lessons/lesson-{lesson}", token);
            var start = Stopwatch.GetTimestamp();
            var status = await connection.Send(request);
            milliseconds.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            if (status != StatusCodes.Status200OK)
            {
                throw new InvalidOperationException($"A completion in {roadmap} was answered with {status}.");
            }
        }

        await progress.UntilSent();
        cpu += progress.Process.Cpu() - before;
    }

    /// <summary>Of one, in all turns.</summary>
    public GrowthFigure Cost(string with) =>
        new(with, $"{new Times(milliseconds).At(0.5):0.0} ms", cpu / milliseconds.Count);
}
