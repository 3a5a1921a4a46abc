using System.Diagnostics;
using System.Text.Json;
using Bench.Ways;

namespace Bench.Growth;

/// <summary>Reads that have much to go through.</summary>
internal static class LongReads
{
    private const int Times = 100;

    public static async Task<IReadOnlyList<GrowthFigure>> Enrollment(Surroundings surroundings)
    {
        await using var progress = await GrownService.Start(surroundings, "Progress", "reading");
        progress.Seeds.AddCourse("short", 20);
        progress.Seeds.Enroll("short", "learner", 1, done: 19);
        progress.Seeds.AddCourse("long", 2000);
        progress.Seeds.Enroll("long", "learner", 1, done: 1900);

        using var client = progress.ClientOf(learner: 0);
        return
        [
            new("19 of 20 lessons done", await Reading(client, "/api/enrollments/short")),
            new("1,900 of 2,000 lessons done", await Reading(client, "/api/enrollments/long")),
        ];
    }

    public static async Task<IReadOnlyList<GrowthFigure>> Stream(Surroundings surroundings)
    {
        const int Rows = 100_000;
        await using var notification = await GrownService.Start(surroundings, "Notification", "stream");
        await notification.Fill(seeds => seeds.Run(
            """
            WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i + 1 < $count)
            INSERT INTO Notifications (Id, LearnerId, Kind, Roadmap, Text, CreatedAt)
            SELECT printf('%08X-0000-4000-8000-%012X', i, i), 'learner-0', 'Lesson', 'bench',
                'Well done: Lesson ' || i || '.', datetime('2026-01-01', '+' || i || ' seconds') FROM n
            """,
            ("$count", Rows)));

        using var client = notification.ClientOf(learner: 0);
        await Resume(client, Rows);
        return [new("100,000 rows missed", $"{await Resume(client, Rows):0.0} s")];
    }

    public static async Task<IReadOnlyList<GrowthFigure>> Statistics(Surroundings surroundings)
    {
        const string Course = "/api/roadmaps/backend-developer";
        await using var content = await GrownService.Start(surroundings, "Content", "facts");
        using var client = content.ClientOf(learner: 0);
        var course = await client.GetFromJsonAsync<JsonElement>(Course);
        List<string> facts =
        [
            .. course.GetProperty("stages").EnumerateArray()
                .SelectMany(stage => stage.GetProperty("lessons").EnumerateArray())
                .Select(lesson => $"completed/{lesson.GetProperty("slug").GetString()}").Take(49).Prepend("enrolled"),
        ];

        var before = await Reading(client, $"{Course}/statistics");
        foreach (var fact in facts)
        {
            content.Seeds.Run(
                """
                WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i + 1 < $count)
                INSERT INTO Facts (Roadmap, Name, Learner, Version, Holds)
                SELECT 'backend-developer', $fact, 'learner-' || i, 1, 1 FROM n
                """,
                ("$count", 1_000_000 / facts.Count), ("$fact", fact));
        }

        return [new("no facts", before), new("1,000,000 facts", await Reading(client, $"{Course}/statistics"))];
    }

    private static async Task<string> Reading(HttpClient client, string path)
    {
        async Task Read(int number) => await client.GetByteArrayAsync(path);
        await Load.Times.Of(Times, Read);
        return $"{(await Load.Times.Of(Times, Read)).At(0.5):0.0} ms";
    }

    /// <summary>
    /// Opens a stream behind an id that isn't known, and reads until it has all rows. Returns the seconds.
    /// </summary>
    private static async Task<double> Resume(HttpClient client, int rows)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/notifications/stream");
        request.Headers.Add("Last-Event-ID", Guid.NewGuid().ToString());
        var start = Stopwatch.GetTimestamp();
        using var answer = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        answer.EnsureSuccessStatusCode();
        using var reader = new StreamReader(await answer.Content.ReadAsStreamAsync());
        for (var seen = 0; seen < rows;)
        {
            var line = await reader.ReadLineAsync()
                ?? throw new IOException($"The stream ended after {seen} of {rows} notifications.");
            seen += line.StartsWith("id:", StringComparison.Ordinal) ? 1 : 0;
        }

        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }
}
