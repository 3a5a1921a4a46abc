using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text.Json.Nodes;

namespace Stack.Control;

/// <summary>Commands a stack that is up, whoever started it, through the control endpoint of its runner.</summary>
public sealed class RunnerClient : IDisposable
{
    private readonly HttpClient http;

    private RunnerClient(ControlFile control)
    {
        // A broker that is installed first takes its time.
        http = new HttpClient { BaseAddress = new Uri(control.Url), Timeout = TimeSpan.FromMinutes(10) };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", control.Token);
        Gateway = new Uri(control.Gateway);
    }

    /// <summary>Where clients call.</summary>
    public Uri Gateway { get; }

    /// <summary>The stack whose runner keeps its control.json in the folder; null until all of it is ready.</summary>
    /// <exception cref="UnauthorizedAccessException">The file is somebody else's.</exception>
    public static RunnerClient? In(string folder) => ControlFile.Of(folder) is { } control ? new(control) : null;

    /// <summary>All its processes, those that don't run among them.</summary>
    /// <exception cref="StackException">The runner has ended.</exception>
    public async Task<IReadOnlyList<ProcessView>> Processes(CancellationToken cancellation = default)
    {
        using var answer = await Send(HttpMethod.Get, "/processes", cancellation);
        return (await answer.Content.ReadFromJsonAsync<List<ProcessView>>(cancellation))!;
    }

    /// <summary>The process of that name.</summary>
    /// <exception cref="StackException">The runner has ended.</exception>
    /// <exception cref="InvalidOperationException">None is called that.</exception>
    public async Task<ProcessView> Process(string name) =>
        (await Processes()).Single(process => process.Name == name);

    /// <summary>Starts a process, unless it runs, and waits until it is ready.</summary>
    /// <exception cref="StackException">It died, and how; or the runner has ended.</exception>
    public Task Start(string process, CancellationToken cancellation = default) =>
        Order(process, "start", cancellation);

    /// <summary>Asks a process to end (SIGTERM), and waits until it has.</summary>
    /// <exception cref="StackException">None is called that, or the runner has ended.</exception>
    public Task Stop(string process) => Order(process, "stop");

    /// <summary>Ends a process at once (SIGKILL).</summary>
    /// <exception cref="StackException">None is called that, or the runner has ended.</exception>
    public Task Kill(string process) => Order(process, "kill");

    public void Dispose() => http.Dispose();

    private async Task Order(string process, string order, CancellationToken cancellation = default)
    {
        using var _ = await Send(HttpMethod.Post, $"/processes/{process}/{order}", cancellation);
    }

    private async Task<HttpResponseMessage> Send(HttpMethod method, string path, CancellationToken cancellation)
    {
        try
        {
            var answer = await http.SendAsync(new(method, path), cancellation);
            return answer.IsSuccessStatusCode ? answer : throw new StackException(await Problem(answer, cancellation));
        }
        catch (HttpRequestException error) when (error.InnerException is SocketException)
        {
            throw new StackException("The stack's runner has ended: start the stack again.");
        }
    }

    private static async Task<string> Problem(HttpResponseMessage answer, CancellationToken cancellation) =>
        (string?)(await answer.Content.ReadFromJsonAsync<JsonNode>(cancellation))?["detail"] ?? $"{answer}";
}
