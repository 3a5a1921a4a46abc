using Bench.Load;
using Bench.Ways;

namespace Bench.Growth;

/// <summary>
/// A completion, one at a time, where few and where many others are stored, and in a short and in a long course that is
/// half done. The two take turns, since a process gets faster the longer it runs.
/// </summary>
internal static class GrowingCompletions
{
    private const int Turns = 4;
    private const int InOneTurn = 250;
    private const int Learners = Turns * InOneTurn;

    public static async Task<IReadOnlyList<GrowthFigure>> Measure(Surroundings surroundings, BenchOptions options)
    {
        await using var small = await Grown(surroundings, "few", options.WarmUp);
        await using var large = await Grown(surroundings, "many", options.WarmUp);
        large.Seeds.Enroll("usual", "other", 100_000, done: 10);
        var (few, many) = (Completing("usual", lesson: 1, small), Completing("usual", lesson: 1, large));
        await TakeTurns(few, many);

        small.Seeds.AddCourse("short", 5);
        small.Seeds.Enroll("short", "learner", Learners, done: 2);
        small.Seeds.AddCourse("long", 500);
        small.Seeds.Enroll("long", "learner", Learners, done: 250);
        var (inShort, inLong) = (Completing("short", lesson: 2, small), Completing("long", lesson: 250, small));
        await TakeTurns(inShort, inLong);

        return
        [
            few.Cost("1,000 stored"), many.Cost("1,000,000 stored"),
            inShort.Cost("2 of 5 lessons done"), inLong.Cost("250 of 500 lessons done"),
        ];

        CompletionsOfOne Completing(string roadmap, int lesson, GrownService progress) =>
            new(surroundings.Tokens, progress, roadmap, lesson);
    }

    /// <summary>A warm progress with a thousand completions.</summary>
    private static async Task<GrownService> Grown(Surroundings surroundings, string virtualHost, int warmUp)
    {
        var progress = await GrownService.Start(surroundings, "Progress", virtualHost);
        progress.Seeds.AddCourse("warm", 20);
        progress.Seeds.Enroll("warm", "learner", Surroundings.Learners);
        var last = -1;
        await ClosedLoop.Run(progress.Process.Address, 16, () =>
            Interlocked.Increment(ref last) is var number && number < warmUp
                ? HttpConnection.Request(
                    "PUT", $"/api/enrollments/warm/lessons/lesson-{number / Surroundings.Learners}",
                    surroundings.Tokens[number % Surroundings.Learners])
                : null);
        await progress.UntilSent();

        progress.Seeds.Run("DELETE FROM Completion");
        progress.Seeds.AddCourse("usual", 20);
        progress.Seeds.Enroll("usual", "learner", Learners, done: 1);
        return progress;
    }

    private static async Task TakeTurns(params IReadOnlyList<CompletionsOfOne> all)
    {
        for (var turn = 0; turn < Turns; turn++)
        {
            foreach (var one in all)
            {
                await one.Take(turn * InOneTurn, InOneTurn);
            }
        }
    }
}
