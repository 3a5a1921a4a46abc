using System.Diagnostics;
using System.Net.Http.Headers;
using System.Text.Json;
using Stack;
using Stack.Processes;

namespace Bench;

/// <summary>The runner as a child process, with what its control endpoint tells.</summary>
internal sealed class RunningStack(GuardedProcess runner, HttpClient gateway, HttpClient control, double seconds) : IAsyncDisposable
{
    private static readonly string[] Learner = ["learner"];
    private static readonly string[] Requests = ["", "/lessons/modular-monolith", "/lessons/stop-the-broker"];

    /// <summary>The processes that are ours.</summary>
    public static readonly string[] Ours = ["gateway", "monolith", "content", "progress", "notification"];

    /// <summary>Where clients call.</summary>
    public HttpClient Gateway => gateway;

    public double SecondsToReady => seconds;

    /// <summary>Starts it, with more of the runner's <paramref name="options"/>.</summary>
    public static async Task<RunningStack> Start(string state, params string[] options)
    {
        var clock = Stopwatch.StartNew();
        var file = Path.Combine(state, options.Contains("monolith") ? "monolith" : "", "control.json");
        string[] arguments =
        [
            Repository.Assembly("Stack"), "--port", "0", "--state", state,
            "--set", "gateway:RateLimits:SubjectPerSecond=100000", "--set", "gateway:RateLimits:AnonymousPerSecond=100000",
            "--set", "gateway:RateLimits:Burst=100000", .. options,
        ];
        var runner = GuardedProcess.Start(new Command(Repository.DotNet, arguments), _ => { });
        while (!File.Exists(file))
        {
            if (runner.Exited.IsCompleted || clock.Elapsed > TimeSpan.FromMinutes(2))
            {
                throw new InvalidOperationException($"The stack did not start; see {state}/logs.");
            }

            await Task.Delay(20);
        }

        var seconds = clock.Elapsed.TotalSeconds;
        var found = JsonDocument.Parse(await File.ReadAllTextAsync(file)).RootElement;
        var control = new HttpClient { BaseAddress = new Uri(found.GetProperty("url").GetString()!) };
        control.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", found.GetProperty("token").GetString());
        var gateway = new HttpClient { BaseAddress = new Uri(found.GetProperty("gateway").GetString()!) };
        return new RunningStack(runner, gateway, control, seconds);
    }

    /// <summary>Megabytes by process, counting a page that several share in proportion.</summary>
    public async Task<Dictionary<string, double>> Memory()
    {
        var processes = await control.GetFromJsonAsync<JsonElement>("/processes");
        return processes.EnumerateArray().Where(process => IsOurs(process) && Runs(process)).ToDictionary(
            process => process.GetProperty("name").GetString()!,
            process => Megabytes(process.GetProperty("pid").GetInt32()));
    }

    /// <summary>The broker's megabytes, its children's included; 0 where none runs.</summary>
    public async Task<double> BrokerMemory()
    {
        var processes = await control.GetFromJsonAsync<JsonElement>("/processes");
        return processes.EnumerateArray().Where(process => process.GetProperty("name").GetString() == "rabbitmq" && Runs(process))
            .SelectMany(process => Tree(process.GetProperty("pid").GetInt32())).Sum(Megabytes);
    }

    private static double Megabytes(int pid) => File.ReadLines($"/proc/{pid}/smaps_rollup")
        .Where(line => line.StartsWith("Pss:", StringComparison.Ordinal))
        .Sum(line => double.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1]) / 1024);

    private static IEnumerable<int> Tree(int pid) => File.ReadAllText($"/proc/{pid}/task/{pid}/children")
        .Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(int.Parse).SelectMany(Tree).Prepend(pid);

    /// <summary>Learners enroll, complete and reopen through the gateway; the number of requests accepted.</summary>
    public async Task<int> Load(TimeSpan duration)
    {
        var accepted = 0;
        var end = DateTime.UtcNow + duration;
        await Task.WhenAll(Enumerable.Range(0, 16).Select(async _ =>
        {
            while (DateTime.UtcNow < end)
            {
                var session = await gateway.PostAsJsonAsync(
                    "/api/session", new { subject = $"load-{Guid.NewGuid():n}", roles = Learner });
                var token = (await session.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("token").GetString();
                foreach (var path in Requests)
                {
                    using var put = new HttpRequestMessage(HttpMethod.Put, $"/api/enrollments/backend-developer{path}");
                    put.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
                    using var answer = await gateway.SendAsync(put);
                    Interlocked.Add(ref accepted, answer.IsSuccessStatusCode ? 1 : 0);
                }
            }
        }));
        return accepted;
    }

    /// <summary>Kills or starts a process, and returns when that is done.</summary>
    public async Task Order(string process, string order) =>
        (await control.PostAsync($"/processes/{process}/{order}", null)).EnsureSuccessStatusCode();

    private static bool IsOurs(JsonElement process) =>
        Ours.Contains(process.GetProperty("name").GetString());

    private static bool Runs(JsonElement process) => process.GetProperty("pid").ValueKind == JsonValueKind.Number;

    public async ValueTask DisposeAsync()
    {
        gateway.Dispose();
        control.Dispose();
        await runner.Stop(TimeSpan.FromSeconds(30));
    }
}
