using System.Diagnostics;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Acceptance;

namespace Moving.Tests;

/// <summary>The product as a monolith, started by the runner, from which modules are moved out and back.</summary>
[CollectionDefinition(DisableParallelization = true)]
public sealed class MovingSite : IAsyncLifetime, ICollectionFixture<MovingSite>
{
    private static readonly string Root = Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "../../../.."));

    private readonly string state = Path.Combine(Root, ".stack", Fresh.Slug("moving"));
    private readonly HttpClient internals = new() { Timeout = TimeSpan.FromSeconds(5) };
    private HttpClient control = null!;
    private HttpClient http = null!;
    private Process runner = null!;
    private Task<string> said = null!;

    private string Folder => Path.Combine(state, "monolith");

    public async ValueTask InitializeAsync()
    {
        runner = Run(
        [
            "--shape", "monolith", "--port", "0", "--state", state,
            "--set", "gateway:RateLimits:SubjectPerSecond=100000",
            "--set", "gateway:RateLimits:AnonymousPerSecond=100000",
            // On a busy machine a hand-over takes its time, and this is no test of that.
            "--set", "gateway:Modules:HoldSeconds=9",
            .. TestBroker.IsInstalled ? Array.Empty<string>() : ["--rabbitmq", $"{TestBroker.Given}"]
        ]);
        said = runner.StandardOutput.ReadToEndAsync();

        var file = Path.Combine(Folder, "control.json");
        await Eventually.Is(
            async () => runner.HasExited ? throw new InvalidOperationException(await said) : File.Exists(file),
            TimeSpan.FromSeconds(120));

        var addresses = JsonNode.Parse(await File.ReadAllTextAsync(file))!;
        control = new() { BaseAddress = new Uri((string)addresses["url"]!), Timeout = TimeSpan.FromSeconds(90) };
        control.DefaultRequestHeaders.Authorization = new("Bearer", (string)addresses["token"]!);
        http = new() { BaseAddress = new Uri((string)addresses["gateway"]!), Timeout = TimeSpan.FromSeconds(60) };
        internals.DefaultRequestHeaders.Authorization =
            new("Bearer", await File.ReadAllTextAsync(Path.Combine(Folder, "modules.key")));
    }

    /// <summary>Somebody new, in that role.</summary>
    public async Task<Caller> As(string role)
    {
        var subject = Fresh.Slug(role);
        var session = await new Caller(http).Post("/api/session", new { subject, roles = new[] { role } });
        return new(http, subject, (string)JsonNode.Parse(session.Body)!["token"]!);
    }

    /// <summary>
    /// Runs `extract` or `restore`, and holds that it succeeds and tells of no difference. Returns what it says of how long
    /// writes waited.
    /// </summary>
    public async Task<string> Move(string command, string module)
    {
        using var move = Run([command, module, "--state", state]);
        var lines = await move.StandardOutput.ReadToEndAsync();
        await move.WaitForExitAsync();

        // Of shadow reads, and of the comparison when nothing changes any more.
        Assert.True(move.ExitCode == 0 && lines.Split(" 0 differences").Length - 1 == 2, lines);
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

    public Task Start(string process) => Order(process, "start");

    public Task Kill(string process) => Order(process, "kill");

    /// <summary>Which of both sides own a module, as they say themselves if they run.</summary>
    public async Task<IReadOnlyList<string>> Owners(string module)
    {
        var processes = await control.GetFromJsonAsync<JsonArray>("/processes");
        List<string> owners = [];
        foreach (var side in new[] { "monolith", module })
        {
            var process = processes!.Single(process => (string?)process!["name"] == side)!;
            if ((string?)process["state"] != "ready")
            {
                continue;
            }

            var status = await internals.GetFromJsonAsync<JsonNode>($"{process["url"]}/internal/modules/{module}");
            owners.AddRange((bool)status!["owns"]! ? [side] : Array.Empty<string>());
        }

        return owners;
    }

    public async ValueTask DisposeAsync()
    {
        using (var signal = Process.Start("kill", ["-TERM", $"{runner.Id}"]))
        {
            await signal.WaitForExitAsync();
        }

        await runner.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(30));
        control?.Dispose();
        http?.Dispose();
        internals.Dispose();
        runner.Dispose();
        Directory.Delete(state, recursive: true);
    }

    private async Task Order(string process, string order)
    {
        using var answer = await control.PostAsync($"/processes/{process}/{order}", content: null);
        Assert.True(answer.IsSuccessStatusCode, $"{order} {process}: {await answer.Content.ReadAsStringAsync()}");
    }

    private static Process Run(string[] arguments)
    {
        var configuration = Path.GetFileName(AppContext.BaseDirectory.TrimEnd('/'));
        var stack = Path.Combine(Root, "artifacts", "bin", "Stack", configuration, "Stack.dll");

        return Process.Start(new ProcessStartInfo("dotnet", [stack, .. arguments])
        {
            WorkingDirectory = Root,
            RedirectStandardOutput = true,
        })!;
    }
}
