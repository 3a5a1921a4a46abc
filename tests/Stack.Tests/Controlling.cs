using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using Microsoft.AspNetCore.Builder;
using Stack.Control;
using Stack.Processes;

namespace Stack.Tests;

/// <summary>The control endpoint, over HTTP, with a process that sleeps in place of a service.</summary>
public sealed class Controlling : IAsyncLifetime
{
    private const string Token = "a-token";

    private readonly TemporaryFolder folder = new();
    private readonly HttpClient http = new();
    private StackProcess sleeper = null!;
    private WebApplication server = null!;

    public async ValueTask InitializeAsync()
    {
        var log = new ProcessLog("sleeper", folder.FullPath, verbose: false);
        sleeper = new("sleeper", "", new Command("sleep", ["1000"]), log)
        {
            IsReady = _ => Task.FromResult(true)
        };
        (server, var url) = await ControlServer.Start([sleeper], Token, CancellationToken.None);
        http.BaseAddress = new Uri(url);
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Token);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("Bearer another")]
    [InlineData("Basic a-token")]
    public async Task Without_the_token_nothing_is_told_and_nothing_is_done(string? authorization)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/processes/sleeper/start");
        http.DefaultRequestHeaders.Authorization = null;
        request.Headers.TryAddWithoutValidation("Authorization", authorization);

        using var answer = await http.SendAsync(request);

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Equal("Bearer", answer.Headers.WwwAuthenticate.ToString());
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        Assert.Equal(ProcessState.Stopped, sleeper.State);
    }

    [Fact]
    public async Task A_request_under_a_foreign_name_is_refused()
    {
        http.DefaultRequestHeaders.Host = "rebound.example";

        using var answer = await http.GetAsync("/processes");

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Fact]
    public async Task An_unknown_name_is_answered_with_the_known_ones()
    {
        using var answer = await http.PostAsync("/processes/nobody/stop", null);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Contains("sleeper", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("stop")]
    [InlineData("kill")]
    public async Task A_process_that_was_ended_can_be_started_again(string order)
    {
        var first = await Order("start");
        var ended = await Order(order);
        var second = await Order("start");

        Assert.Equal("ready", first.State);
        Assert.Equal(("stopped", null), (ended.State, ended.Pid));
        Assert.Equal("ready", second.State);
        Assert.NotEqual(first.Pid, second.Pid);
    }

    public async ValueTask DisposeAsync()
    {
        await sleeper.Kill();
        await server.DisposeAsync();
        http.Dispose();
        folder.Dispose();
    }

    private async Task<ProcessView> Order(string order)
    {
        using var answer = await http.PostAsync($"/processes/sleeper/{order}", null);
        answer.EnsureSuccessStatusCode();
        return (await answer.Content.ReadFromJsonAsync<ProcessView>())!;
    }
}
