using Bench.Load;
using Bench.Processes;
using Spectre.Console;
using Stack.Machine;

namespace Bench.Gateways;

/// <summary>
/// Requests a second through the gateway, without and with a token, beside bare YARP and no proxy at all. All stand in
/// front of the same backend, which answers a kilobyte; they take turns, twice.
/// </summary>
internal static class GatewayBenchmark
{
    private const int Connections = 64;
    private const int Turns = 2;

    private static readonly string[] Roles = ["learner"];

    public static async Task Run(BenchOptions options)
    {
        Say.Line("gateway: starting it, bare YARP and a backend");
        var folder = Directory.CreateTempSubdirectory("bench-gateway-").FullName;
        await using var backend = await Child.Start("the backend", [Repository.Assembly("Bench"), "stand-in"], []);
        await using var bare = await Child.Start(
            "bare YARP", [Repository.Assembly("Bench"), "bare-proxy"],
            new() { ["Backend"] = backend.Address.ToString() });
        await using var gateway = await Child.Start(
            "the gateway", [Repository.Assembly("Gateway")], Settings(folder, backend.Address), "/health/ready");
        var token = await Token(gateway.Address);

        var anybody = HttpConnection.Request("GET", "/api/roadmaps/backend-developer", token: null);
        var learner = HttpConnection.Request("GET", "/api/enrollments", token);
        Proxied[] all =
        [
            new("no proxy", backend, Connections, anybody),
            new("bare YARP", bare, Connections, anybody),
            new("gateway, without a token", gateway, Connections, anybody),
            new("gateway, with a token", gateway, Connections, learner),
        ];
        foreach (var one in all)
        {
            await one.Ask(ClosedLoop.During(TimeSpan.FromSeconds(60), one.AtMost(options.WarmUp)));
            one.Reset();
        }

        for (var turn = 0; turn < Turns; turn++)
        {
            foreach (var one in all)
            {
                Say.Line($"gateway: {one.Name}");
                await one.Ask(ClosedLoop.During(options.Duration / Turns, one.Next));
            }
        }

        Write(all);
        Directory.Delete(folder, recursive: true);
    }

    private static void Write(Proxied[] all)
    {
        var bare = all[1].PerSecond;
        var table = new Table().Title($"Requests through a proxy, {Connections} connections")
            .AddColumns("through", "accepted", "refused", "requests/s", "to bare YARP", "its CPU, µs a request");
        foreach (var one in all)
        {
            table.AddRow(
                one.Name, $"{one.Accepted}", $"{one.Refused}", $"{one.PerSecond:0}", $"{one.PerSecond / bare:0.00}",
                $"{one.CpuOfOne:0}");
        }

        AnsiConsole.Write(table);
    }

    private static Dictionary<string, string?> Settings(string folder, Uri backend)
    {
        var settings = new Dictionary<string, string?>
        {
            ["Identity__KeyFile"] = Path.Combine(folder, "key.pem"),
            ["RateLimits__AnonymousPerSecond"] = "1000000",
            ["RateLimits__SubjectPerSecond"] = "1000000",
            ["RateLimits__Burst"] = "1000000",
        };
        foreach (var cluster in new[] { "content", "progress", "notification" })
        {
            settings[$"ReverseProxy__Clusters__{cluster}__Destinations__1__Address"] = backend.ToString();
        }

        return settings;
    }

    private static async Task<string> Token(Uri gateway)
    {
        using var http = new HttpClient { BaseAddress = gateway };
        using var answer = await http.PostAsJsonAsync("/api/session", new { subject = "learner-1", roles = Roles });
        return (await answer.Content.ReadFromJsonAsync<Session>())!.Token;
    }

    private sealed record Session(string Token);
}
