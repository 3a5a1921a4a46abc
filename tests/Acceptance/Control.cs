using System.Net.Http.Headers;

namespace Acceptance;

/// <summary>The runner's control endpoint: stops, starts and kills a named process of the stack.</summary>
public sealed class Control : IDisposable
{
    private readonly HttpClient http;

    private Control(string url, string token, string gateway)
    {
        http = new HttpClient { BaseAddress = new Uri(url) };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        Gateway = gateway;
    }

    public string Gateway { get; }

    public static Control From(string file)
    {
        var address = Answer.Parse<Address>(File.ReadAllText(file));
        return new Control(address.Url, address.Token, address.Gateway);
    }

    /// <summary>Ends a process as SIGTERM does, and waits.</summary>
    public Task Stop(string process) => Order(process, "stop");

    /// <summary>Starts a process, and waits until it is ready.</summary>
    public Task Start(string process) => Order(process, "start");

    /// <summary>Ends a process as SIGKILL does.</summary>
    public Task Kill(string process) => Order(process, "kill");

    public void Dispose() => http.Dispose();

    private async Task Order(string process, string order)
    {
        using var response = await http.PostAsync($"/processes/{process}/{order}", content: null);
        Assert.True(response.IsSuccessStatusCode, $"{order} {process}: {await Answer.From(response)}");
    }

    private sealed record Address(string Url, string Token, string Gateway);
}
