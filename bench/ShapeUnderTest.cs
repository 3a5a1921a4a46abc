using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.Http.Headers;
using System.Text.Json;

namespace Bench;

/// <summary>Milliseconds of a PUT, and until its notification can be read.</summary>
internal sealed record Delays(double Put50, double Put99, double Told50, double Told99);

/// <summary>
/// What callers met while something was broken: how many of their requests were answered well, and seconds.
/// </summary>
internal sealed record Outcome(string Completions, double SlowestCompletion, string Reads, double SlowestRead);

/// <summary>Learners of a shape, over HTTP alone.</summary>
internal sealed class ShapeUnderTest(MeasuredStack stack)
{
    private const string Course = "backend-developer";

    private static readonly string[] Learner = ["learner"];
    private static readonly TimeSpan FaultDuration = TimeSpan.FromSeconds(5);

    private readonly HttpClient http = stack.Gateway;
    private string[]? lessons;

    /// <summary>Completions a second, until the notification of the last one can be read.</summary>
    public async Task<double> Throughput(int connections, TimeSpan duration)
    {
        var learners = await Task.WhenAll(Enumerable.Range(0, connections).Select(_ => Enrolled()));
        var clock = Stopwatch.StartNew();
        var done = new ConcurrentBag<(string Token, int Count)>();
        await Task.WhenAll(learners.Select(async first =>
        {
            for (var token = first; clock.Elapsed < duration; token = await Enrolled())
            {
                var count = 0;
                foreach (var lesson in await Lessons())
                {
                    count += await Complete(token, lesson) && clock.Elapsed < duration ? 1 : 0;
                }

                done.Add((token, count));
            }
        }));

        foreach (var (token, count) in done)
        {
            while (await Unread(token) < count)
            {
                await Task.Delay(5);
            }
        }

        return done.Sum(learner => learner.Count) / clock.Elapsed.TotalSeconds;
    }

    /// <summary>One learner after the other, each waiting to be told.</summary>
    public async Task<Delays> Delays(int count)
    {
        List<double> puts = [], told = [];
        while (puts.Count < count)
        {
            var token = await Enrolled();
            await WaitFor(token, 1);
            foreach (var (number, lesson) in (await Lessons()).Index().SkipLast(1))
            {
                var clock = Stopwatch.StartNew();
                await Complete(token, lesson);
                puts.Add(clock.Elapsed.TotalMilliseconds);
                await WaitFor(token, number + 2);
                told.Add(clock.Elapsed.TotalMilliseconds);
            }
        }

        return new(Percentile(puts, 0.5), Percentile(puts, 0.99), Percentile(told, 0.5), Percentile(told, 0.99));
    }

    /// <summary>Seconds that the last lesson of a course takes, which an e-mail celebrates.</summary>
    public async Task<double> CompletionWithMail()
    {
        var token = await Enrolled();
        await Send(
            token,
            HttpMethod.Put,
            "/api/notifications/preferences",
            new { email = "ada@example.org", muted = Array.Empty<string>() });
        var all = await Lessons();
        foreach (var lesson in all.SkipLast(1))
        {
            await Complete(token, lesson);
        }

        var clock = Stopwatch.StartNew();
        await Complete(token, all[^1]);
        return clock.Elapsed.TotalSeconds;
    }

    /// <summary>Four learners complete and four visitors read for five seconds, while a fault lasts.</summary>
    public async Task<Outcome> During(Func<Task<IAsyncDisposable>> fault)
    {
        var learners = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Enrolled()));
        var broken = await fault();
        var clock = Stopwatch.StartNew();

        var completing = learners.Select(token => Repeat(clock, async number =>
            await Complete(token, (await Lessons())[number % 50]))).ToList();
        var reading = Enumerable.Range(0, 4).Select(_ => Repeat(clock, async number =>
            (await http.GetAsync(
                $"/api/roadmaps/{Course}/lessons/{(await Lessons())[number % 50]}")).IsSuccessStatusCode)).ToList();

        await Task.Delay(FaultDuration);
        await broken.DisposeAsync();
        var (completed, read) = (await Task.WhenAll(completing), await Task.WhenAll(reading));
        return new(
            Share(completed), completed.Max(caller => caller.Slowest), Share(read), read.Max(caller => caller.Slowest));
    }

    private static async Task<(int Good, int All, double Slowest)> Repeat(
        Stopwatch clock, Func<int, Task<bool>> request)
    {
        var (good, all, slowest) = (0, 0, 0.0);
        while (clock.Elapsed < FaultDuration)
        {
            var began = clock.Elapsed;
            try
            {
                good += await request(all) ? 1 : 0;
            }
            catch (HttpRequestException)
            {
                // Nobody answered.
            }

            all++;
            slowest = Math.Max(slowest, (clock.Elapsed - began).TotalSeconds);
            // Some pace, so that quick failures don't outnumber everything else.
            await Task.Delay(20);
        }

        return (good, all, slowest);
    }

    private static string Share((int Good, int All, double Slowest)[] callers) =>
        $"{callers.Sum(caller => caller.Good)} of {callers.Sum(caller => caller.All)}";

    private static double Percentile(List<double> values, double share) =>
        values.Order().ElementAt((int)((values.Count - 1) * share));

    private async Task<string> Enrolled()
    {
        using var answer = await http.PostAsJsonAsync(
            "/api/session", new { subject = $"shape-{Guid.NewGuid():n}", roles = Learner });
        var token = (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("token").GetString()!;
        await Send(token, HttpMethod.Put, $"/api/enrollments/{Course}");
        return token;
    }

    private async Task<bool> Complete(string token, string lesson)
    {
        using var answer = await Send(token, HttpMethod.Put, $"/api/enrollments/{Course}/lessons/{lesson}");
        return answer.IsSuccessStatusCode;
    }

    private async Task WaitFor(string token, int notifications)
    {
        while (await Unread(token) < notifications)
        {
            await Task.Delay(1);
        }
    }

    private async Task<int> Unread(string token)
    {
        using var answer = await Send(token, HttpMethod.Get, "/api/notifications?limit=1");
        return (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("unreadCount").GetInt32();
    }

    private async Task<string[]> Lessons() =>
        lessons ??=
        [
            .. (await http.GetFromJsonAsync<JsonElement>($"/api/roadmaps/{Course}")).GetProperty("stages")
                .EnumerateArray()
                .SelectMany(stage => stage.GetProperty("lessons").EnumerateArray())
                .Select(lesson => lesson.GetProperty("slug").GetString()!)
        ];

    private Task<HttpResponseMessage> Send(string token, HttpMethod method, string path, object? body = null)
    {
        var request = new HttpRequestMessage(method, path) { Content = body is null ? null : JsonContent.Create(body) };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return http.SendAsync(request);
    }
}
