using System.Diagnostics;
using Bench.Ways;
using Contracts;
using Messaging.Events;

namespace Bench.Growth;

/// <summary>An outbox in which much has gathered while the broker was away.</summary>
internal static class Backlog
{
    private const int Rows = 100_000;

    public static async Task<IReadOnlyList<GrowthFigure>> Measure(Surroundings surroundings)
    {
        await using var progress = await GrownService.Start(surroundings, "Progress", "backlog");
        var idle = await progress.Process.PeakMemory();

        // What it costs is counted from the start: the backlog is there before the process is.
        var start = 0L;
        await progress.Fill(seeds =>
        {
            Store(seeds);
            start = Stopwatch.GetTimestamp();
        });
        await progress.UntilSent();

        var seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        var peak = await progress.Process.PeakMemory();
        return
        [
            new("nothing waiting", $"{idle:0} MB at most"),
            new("100,000 rows waiting", $"{seconds:0.0} s, {peak:0} MB at most", progress.Process.Cpu() / Rows),
        ];
    }

    private static void Store(Seeds seeds)
    {
        var message = EventMessage.Of(new LessonCompleted(
            "learner-0", "bench", "Course bench", "lesson-0", "Lesson 0", 1, 20, Version: 2, DateTime.UtcNow));
        seeds.Run(
            """
            WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i + 1 < $count)
            INSERT INTO Outbox (MessageId, Event, Body, ContentType, Headers, StoredAt)
            SELECT printf('%08X-0000-4000-8000-%012X', i, i), $event, $body, $type, $headers, '2026-01-01 00:00:00'
            FROM n
            """,
            ("$count", Rows), ("$event", message.Event), ("$body", message.Body), ("$type", message.ContentType!),
            ("$headers", message.Headers));
    }
}
