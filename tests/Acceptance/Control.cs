using System.Net.Http.Headers;

namespace Acceptance;

/// <summary>The runner's control endpoint: stops, starts and kills a named process of the stack.</summary>
public sealed class Control : IDisposable
{
    private readonly HttpClient http;

    private Control(string url, string token, string gateway)
    {
        http = new HttpClient { BaseAddress = new Uri(url), Timeout = TimeSpan.FromSeconds(90) };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        Gateway = gateway;
    }

    public string Gateway { get; }

    public static Control From(string file)
    {
        var address = Answer.Parse<Address>(File.ReadAllText(file));
        return new Control(address.Url, address.Token, address.Gateway);
    }

    /// <summary>Stops a process as SIGTERM does, until the answer is disposed of: then it is started again.</summary>
    public Task<IAsyncDisposable> Stop(string process) => Down(process, "stop");

    /// <summary>
    /// Kills a process as SIGKILL does, until the answer is disposed of: then it is started again. What has no process of
    /// its own dies with the monolith.
    /// </summary>
    public async Task<IAsyncDisposable> Kill(string process)
    {
        var running = await Running();
        return await Down(running.Contains(process) || !running.Contains("monolith") ? process : "monolith", "kill");
    }

    /// <summary>How a process ended, the last time that it did; 128 + n after signal n.</summary>
    public async Task<int?> ExitCode(string process) =>
        (await Processes()).Single(known => known.Name == process).ExitCode;

    public void Dispose() => http.Dispose();

    private async Task<IAsyncDisposable> Down(string process, string order)
    {
        Assert.SkipUnless(
            (await Running()).Contains(process),
            $"Nothing that runs here is called {process}: the site has another shape, or runs with somebody else's.");

        await Order(process, order);
        return new Again(() => Order(process, "start"));
    }

    private async Task Order(string process, string order)
    {
        using var response = await http.PostAsync($"/processes/{process}/{order}", content: null);
        Assert.True(response.IsSuccessStatusCode, $"{order} {process}: {await Answer.From(response)}");
    }

    private async Task<List<string>> Running() =>
        [.. (await Processes()).Where(process => process.State == "ready").Select(process => process.Name)];

    private async Task<Process[]> Processes() => Answer.Parse<Process[]>(await http.GetStringAsync("/processes"));

    private sealed record Address(string Url, string Token, string Gateway);

    private sealed record Process(string Name, string State, int? ExitCode);

    private sealed class Again(Func<Task> start) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync() => await start();
    }
}
