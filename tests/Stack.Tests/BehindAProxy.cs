using System.Diagnostics;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Stack.Control;
using Stack.Machine;
using Stack.State;

namespace Stack.Tests;

/// <summary>On a laptop whose shell names a proxy; nobody listens there.</summary>
public sealed class BehindAProxy : IDisposable
{
    private static readonly string[] Variables =
        ["http_proxy", "HTTP_PROXY", "https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"];

    private static readonly string[] Learner = ["learner"];

    private readonly TemporaryFolder folder = new();

    [Fact]
    public async Task The_stack_starts_signs_in_and_answers()
    {
        using var runner = Start("Stack", "--shape", "monolith", "--port", "0", "--state", folder.FullPath);
        var state = StateFolder.Of(Shape.Monolith, folder.FullPath);

        // Written once the runner's probes were answered, and its own calls to the gateway.
        var control = await Eventually.Get(
            () => Task.FromResult(ControlFile.Of(state)), file => file is not null || runner.HasExited);
        // The gateway's destination, and the keys that a token is checked with.
        using var site = new HttpClient { BaseAddress = new Uri(control!.Gateway) };
        var session = await (await site.PostAsJsonAsync("/api/session", new { subject = "ada", roles = Learner }))
            .Content.ReadFromJsonAsync<JsonNode>();
        site.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", (string)session!["token"]!);
        using var enrollments = await site.GetAsync("/api/enrollments");
        // The container's health check.
        using var probe = Start("Gateway", "--urls", control.Gateway, "--health");
        await probe.WaitForExitAsync();

        await Stop(runner);
        Assert.True(enrollments.IsSuccessStatusCode, $"{enrollments}");
        Assert.Equal((0, 0), (probe.ExitCode, runner.ExitCode));
    }

    public void Dispose() => folder.Dispose();

    private static Process Start(string project, params string[] arguments)
    {
        var start = new ProcessStartInfo(Repository.DotNet, [Repository.Assembly(project), .. arguments])
        {
            RedirectStandardOutput = true,
        };
        foreach (var variable in Variables)
        {
            start.Environment[variable] = "http://127.0.0.1:1";
        }

        return Process.Start(start)!;
    }

    private static async Task Stop(Process runner)
    {
        using var kill = Process.Start("kill", ["-TERM", $"{runner.Id}"]);
        await runner.WaitForExitAsync();
    }
}
