using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Hosting;

namespace Gateway.Tests.Moving;

/// <summary>
/// The gateway in front of a monolith, with progress' service standing by. Only progress is played in full: the gateway
/// knows no difference between modules.
/// </summary>
public class GatewayBesideMonolith : GatewayUnderTest
{
    public const string Path = "/api/enrollments/a";

    public GatewayBesideMonolith()
    {
        Inside = new(Monolith, owns: true);
        Outside = new(Progress, owns: false);
    }

    public StandIn Monolith { get; } = new("monolith");

    /// <summary>Progress in the monolith.</summary>
    public StandInSide Inside { get; }

    /// <summary>Progress as a service.</summary>
    public StandInSide Outside { get; }

    public override async ValueTask InitializeAsync()
    {
        await Monolith.Start();
        await base.InitializeAsync();
        Learner = await As("ada", "learner");
        Operator = await As("olga", "operator");
    }

    public HttpClient Learner { get; private set; } = null!;

    public HttpClient Operator { get; private set; } = null!;

    /// <summary>Begins a move; its lines follow.</summary>
    public Task<HttpResponseMessage> Ask(string to, string module = "progress") => Operator.SendAsync(
        new(HttpMethod.Post, $"/api/operations/modules/{module}/move") { Content = JsonContent.Create(new { to }) },
        HttpCompletionOption.ResponseHeadersRead);

    /// <summary>Moves progress, and returns the lines.</summary>
    public async Task<IReadOnlyList<JsonNode>> Move(string to)
    {
        using var answer = await Ask(to);
        Assert.Equal("no", Assert.Single(answer.Headers.GetValues("X-Accel-Buffering")));
        var lines = await answer.EnsureSuccessStatusCode().Content.ReadAsStringAsync();

        return [.. lines.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonNode.Parse(line)!)];
    }

    /// <summary>Moves progress, and returns how that ended.</summary>
    public async Task<(string Step, string? Detail)> MoveEnds(string to)
    {
        var last = (await Move(to))[^1];

        return ((string)last["step"]!, (string?)last["detail"]);
    }

    /// <summary>Who owns progress, and whether that is settled.</summary>
    public async Task<(string Owner, string State)> Owner()
    {
        var modules = await Operator.Json("/api/operations/modules");
        var progress = modules["items"]!.AsArray().Single(module => (string?)module!["module"] == "progress")!;

        return ((string)progress["owner"]!, (string)progress["state"]!);
    }

    public Task<HttpResponseMessage> Write(int value) => Learner.PutAsync($"{Path}?value={value}", null);

    public async Task<string?> Read() => (string?)(await Learner.Json(Path))["value"];

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await Monolith.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        base.ConfigureWebHost(builder);
        builder
            .UseSetting("ReverseProxy:Clusters:monolith:Destinations:1:Address", Monolith.Address)
            .UseSetting("RateLimits:SubjectPerSecond", "100000")
            .UseSetting("Modules:Key", StandInSide.Key);
    }
}
