using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Acceptance;
using Stack;

namespace Moving.Tests;

/// <summary>The product as a monolith, started by the runner, from which modules are moved out and back.</summary>
[CollectionDefinition(DisableParallelization = true)]
public sealed class MovingSite : IAsyncLifetime, ICollectionFixture<MovingSite>
{
    private readonly OwnStack stack = new(
        Shape.Monolith,
        TestBroker.IsInstalled ? null : TestBroker.Given,
        // On a busy machine a hand-over takes its time, and this is no test of that.
        "--set", "gateway:Modules:HoldSeconds=9");

    private readonly HttpClient internals = new() { Timeout = TimeSpan.FromSeconds(5) };
    private HttpClient http = null!;

    public async ValueTask InitializeAsync()
    {
        await stack.InitializeAsync();
        http = new() { BaseAddress = stack.Client.Gateway, Timeout = TimeSpan.FromSeconds(60) };
        internals.DefaultRequestHeaders.Authorization =
            new("Bearer", await File.ReadAllTextAsync(stack.In("modules.key")));
    }

    /// <summary>Somebody new, in that role.</summary>
    public async Task<Caller> As(string role)
    {
        var subject = Fresh.Slug(role);
        var session = await new Caller(http).Post("/api/session", new { subject, roles = new[] { role } });
        return new(http, subject, (string)JsonNode.Parse(session.Body)!["token"]!);
    }

    /// <summary>
    /// Runs `extract` or `restore`, and holds that it succeeds and tells of no difference. Returns what it says of how
    /// long writes waited.
    /// </summary>
    public async Task<string> Move(string command, string module)
    {
        var lines = await stack.Move(command, module);

        // Of shadow reads, and of the comparison when nothing changes any more.
        Assert.True(lines.Split(" 0 differences").Length - 1 == 2, lines);
        return lines.Split('\n').Single(line => line.Contains("writes waited"));
    }

    /// <summary>Asks the gateway to move a module, and calls back after each step. Returns the last one.</summary>
    public async Task<string> Move(Caller @operator, string module, string to, Func<string, Task> onStep)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/operations/modules/{module}/move");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", @operator.Token);
        request.Content = JsonContent.Create(new { to });
        using var answer = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);

        var step = $"{(int)answer.StatusCode}";
        using var lines = new StreamReader(await answer.Content.ReadAsStreamAsync());
        while (await lines.ReadLineAsync() is { } line)
        {
            step = (string?)JsonNode.Parse(line)!["step"] ?? step;
            await onStep(step);
        }

        return step;
    }

    public Task Start(string process) => stack.Client.Start(process);

    public Task Kill(string process) => stack.Client.Kill(process);

    /// <summary>Which of both sides own a module, as they say themselves if they run.</summary>
    public async Task<IReadOnlyList<string>> Owners(string module)
    {
        List<string> owners = [];
        foreach (var side in new[] { "monolith", module })
        {
            var process = await stack.Client.Process(side);
            if (process.State != "ready")
            {
                continue;
            }

            var status = await internals.GetFromJsonAsync<JsonNode>($"{process.Url}/internal/modules/{module}");
            owners.AddRange((bool)status!["owns"]! ? [side] : Array.Empty<string>());
        }

        return owners;
    }

    public async ValueTask DisposeAsync()
    {
        http?.Dispose();
        internals.Dispose();
        await stack.DisposeAsync();
    }
}
