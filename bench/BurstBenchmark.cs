using System.Diagnostics;
using System.Net.Http.Headers;
using System.Text.Json;
using Spectre.Console;
using Stack;

namespace Bench;

/// <summary>
/// 20,000 completions through the gateway, as fast as they are taken: what memory it costs while they are handled, and
/// whether somebody else, who reads meanwhile, notices.
/// </summary>
internal static class BurstBenchmark
{
    private const int Learners = 400;
    private const int Lessons = 50;
    private const int AtOnce = 64;
    private const string Course = "/api/roadmaps/backend-developer";
    private const string Enrollment = "/api/enrollments/backend-developer";

    private static readonly string[] Roles = ["learner"];
    private static readonly string[] Pages =
        ["/api/roadmaps", Course, "/api/enrollments", "/api/notifications", "/api/dashboard"];

    private static readonly ParallelOptions Many = new() { MaxDegreeOfParallelism = AtOnce };

    public static async Task Run()
    {
        var state = Directory.CreateTempSubdirectory("bench-burst-").FullName;
        await using (var running = await MeasuredStack.Start(Shape.Microservices, state))
        {
            await Measure(running);
        }

        Directory.Delete(state, recursive: true);
    }

    private static async Task Measure(MeasuredStack running)
    {
        var site = running.Gateway;
        var lessons = await FirstLessons(site);
        var tokens = await Enrolled(site, "burst", Learners);
        var reader = (await Enrolled(site, "reader", 1))[0];
        await running.Load(TimeSpan.FromSeconds(10));

        var before = await running.Memory();
        using var over = new CancellationTokenSource();
        var peak = Peak(running, over.Token);
        var reading = Read(site, reader, over.Token);

        var clock = Stopwatch.StartNew();
        var accepted = 0;
        await Parallel.ForAsync(0, Learners * Lessons, Many, async (number, _) =>
        {
            var lesson = $"{Enrollment}/lessons/{lessons[number / Learners]}";
            using var answer = await Send(site, HttpMethod.Put, lesson, tokens[number % Learners]);
            Interlocked.Add(ref accepted, answer.IsSuccessStatusCode ? 1 : 0);
        });
        var taken = clock.Elapsed;
        var told = await Told(site, tokens, accepted);
        var handled = clock.Elapsed;

        await over.CancelAsync();
        var (highest, times) = (await peak, await reading);
        Show(before, highest, await running.Memory());
        AnsiConsole.WriteLine(
            $"{accepted} of {Learners * Lessons} completions accepted in {taken.TotalSeconds:0.0} s, "
            + $"{told} told after {handled.TotalSeconds:0.0} s. "
            + $"Meanwhile {times.Answered} of {times.Delays.Count} other requests answered, "
            + $"p50 {times.At(0.5):0} ms, p99 {times.At(0.99):0} ms.");
    }

    private static void Show(
        Dictionary<string, double> before, Dictionary<string, double> peak, Dictionary<string, double> after)
    {
        var table = new Table().Title("Memory in MB (PSS) around the burst")
            .AddColumns("process", "before", "most", "after");
        foreach (var name in before.Keys)
        {
            table.AddRow(name, $"{before[name]:0}", $"{peak[name]:0}", $"{after[name]:0}");
        }

        AnsiConsole.Write(table);
    }

    private static async Task<string[]> FirstLessons(HttpClient site)
    {
        var course = await site.GetFromJsonAsync<JsonElement>(Course);
        return
        [
            .. course.GetProperty("stages").EnumerateArray()
                .SelectMany(stage => stage.GetProperty("lessons").EnumerateArray())
                .Select(lesson => lesson.GetProperty("slug").GetString()!).Take(Lessons),
        ];
    }

    private static async Task<string[]> Enrolled(HttpClient site, string prefix, int count)
    {
        var tokens = new string[count];
        await Parallel.ForAsync(0, count, Many, async (number, stop) =>
        {
            var session = await site.PostAsJsonAsync(
                "/api/session", new { subject = $"{prefix}-{number}", roles = Roles }, stop);
            var token = (await session.Content.ReadFromJsonAsync<JsonElement>(stop)).GetProperty("token");
            tokens[number] = token.GetString()!;
            (await Send(site, HttpMethod.Put, Enrollment, tokens[number])).EnsureSuccessStatusCode();
        });
        return tokens;
    }

    /// <summary>The most that each process had, looked at twice a second.</summary>
    private static async Task<Dictionary<string, double>> Peak(MeasuredStack running, CancellationToken over)
    {
        var most = await running.Memory();
        while (!over.IsCancellationRequested)
        {
            foreach (var (name, megabytes) in await running.Memory())
            {
                most[name] = Math.Max(most[name], megabytes);
            }

            await Task.Delay(500, CancellationToken.None);
        }

        return most;
    }

    private static async Task<Reading> Read(HttpClient site, string token, CancellationToken over)
    {
        var (answered, delays) = (0, new List<double>());
        for (var number = 0; !over.IsCancellationRequested; number++)
        {
            var clock = Stopwatch.StartNew();
            using var answer = await Send(site, HttpMethod.Get, Pages[number % Pages.Length], token);
            delays.Add(clock.Elapsed.TotalMilliseconds);
            answered += answer.IsSuccessStatusCode ? 1 : 0;
            await Task.Delay(20, CancellationToken.None);
        }

        return new(answered, [.. delays.Order()]);
    }

    /// <summary>
    /// Waits until every accepted completion was told, and counts them: each learner was welcomed as well.
    /// </summary>
    private static async Task<int> Told(HttpClient site, string[] tokens, int accepted)
    {
        var limit = Stopwatch.StartNew();
        while (true)
        {
            var told = 0;
            await Parallel.ForEachAsync(tokens, Many, async (token, stop) =>
            {
                using var answer = await Send(site, HttpMethod.Get, "/api/notifications?limit=1", token);
                var list = await answer.Content.ReadFromJsonAsync<JsonElement>(stop);
                Interlocked.Add(ref told, list.GetProperty("unreadCount").GetInt32() - 1);
            });
            if (told >= accepted || limit.Elapsed > TimeSpan.FromMinutes(3))
            {
                return told;
            }

            await Task.Delay(500);
        }
    }

    private static async Task<HttpResponseMessage> Send(HttpClient site, HttpMethod method, string path, string token)
    {
        using var request = new HttpRequestMessage(method, path);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return await site.SendAsync(request);
    }

    private sealed record Reading(int Answered, List<double> Delays)
    {
        public double At(double share) => Delays.Count == 0 ? 0 : Delays[(int)((Delays.Count - 1) * share)];
    }
}
