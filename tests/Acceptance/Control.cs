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
    public Task<Stopped> Stop(string process) => Down(process, "stop");

    /// <summary>Kills a process as SIGKILL does, until the answer is disposed of: then it is started again.</summary>
    public Task<Stopped> Kill(string process) => Down(process, "kill");

    public void Dispose() => http.Dispose();

    private async Task<Stopped> Down(string name, string order)
    {
        var process = await ProcessOf(name);
        if (process is not null)
        {
            await Order(process, order);
        }

        return new(this, process);
    }

    // Beside a monolith a module may have no process of its own, and there may be no broker at all: null.
    private async Task<string?> ProcessOf(string name)
    {
        var all = await Processes();
        var known = Array.Find(all, process => process.Name == name);
        Assert.SkipWhen(known is null, $"{name} is not this site's to stop.");

        return known.State == "ready" || all.All(process => process.Name != "monolith") ? name
            : name == "rabbitmq" ? null
            : "monolith";
    }

    private async Task Order(string process, string order)
    {
        using var response = await http.PostAsync($"/processes/{process}/{order}", content: null);
        Assert.True(response.IsSuccessStatusCode, $"{order} {process}: {await Answer.From(response)}");
    }

    private async Task<Process[]> Processes() => Answer.Parse<Process[]>(await http.GetStringAsync("/processes"));

    private sealed record Address(string Url, string Token, string Gateway);

    private sealed record Process(string Name, string State, int? ExitCode);

    /// <summary>What doesn't run until this is disposed of.</summary>
    public sealed class Stopped(Control control, string? process) : IAsyncDisposable
    {
        /// <summary>How it ended; 128 + n after signal n.</summary>
        public async Task<int?> ExitCode() =>
            (await control.Processes()).Single(known => known.Name == process).ExitCode;

        public ValueTask DisposeAsync() => process is null ? default : new(control.Order(process, "start"));
    }
}
