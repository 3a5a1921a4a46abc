using System.Diagnostics;
using System.Net.Http.Headers;
using System.Text.Json;
using Stack;
using Stack.Control;

namespace Bench;

/// <summary>A stack that the runner has started, with what it costs.</summary>
internal sealed class MeasuredStack(Runner runner, double seconds) : IAsyncDisposable
{
    private static readonly string[] Learner = ["learner"];
    private static readonly string[] Requests = ["", "/lessons/modular-monolith", "/lessons/stop-the-broker"];

    /// <summary>The processes that are ours.</summary>
    public static readonly string[] Ours = ["gateway", "monolith", "content", "progress", "notification"];

    private readonly HttpClient gateway = new() { BaseAddress = runner.Client.Gateway };

    /// <summary>Where clients call.</summary>
    public HttpClient Gateway => gateway;

    /// <summary>Commands its processes.</summary>
    public RunnerClient Client => runner.Client;

    public double SecondsToReady => seconds;

    /// <summary>Starts it, with more of the runner's <paramref name="options"/>.</summary>
    public static async Task<MeasuredStack> Start(Shape shape, string state, params string[] options)
    {
        var clock = Stopwatch.StartNew();
        return new(await Runner.Start(shape, state, options), clock.Elapsed.TotalSeconds);
    }

    /// <summary>Megabytes by process, counting a page that several share in proportion.</summary>
    public async Task<Dictionary<string, double>> Memory() =>
        (await runner.Client.Processes()).Where(process => Ours.Contains(process.Name) && process.Pid is not null)
            .ToDictionary(process => process.Name, process => Megabytes(process.Pid!.Value));

    /// <summary>The broker's megabytes, its children's included; 0 where none runs.</summary>
    public async Task<double> BrokerMemory() =>
        (await runner.Client.Processes()).Where(process => process is { Name: "rabbitmq", Pid: not null })
            .SelectMany(process => Tree(process.Pid!.Value)).Sum(Megabytes);

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

    public async ValueTask DisposeAsync()
    {
        gateway.Dispose();
        await runner.DisposeAsync();
    }
}
