using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;

namespace Gateway.Tests;

/// <summary>The gateway as it really runs, on a free port, with stand-ins for the three services.</summary>
public class GatewayUnderTest : WebApplicationFactory<Program>, IAsyncLifetime
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("gateway-");

    public StandIn Content { get; } = new("content");

    public StandIn Progress { get; } = new("progress");

    public StandIn Notification { get; } = new("notification");

    public string KeyFile => Settings.GetValueOrDefault("Identity:KeyFile", Path.Combine(folder.FullName, "key.pem"));

    /// <summary>Configuration of this one gateway, added to the usual.</summary>
    public Dictionary<string, string> Settings { get; init; } = [];

    public string Environment { get; init; } = "Development";

    public virtual async ValueTask InitializeAsync()
    {
        await Task.WhenAll(Content.Start(), Progress.Start(), Notification.Start());
        UseKestrel();
        StartServer();
    }

    public HttpClient Anonymous() => CreateClient();

    /// <summary>A client with a session of its own.</summary>
    public async Task<HttpClient> As(string subject, params string[] roles)
    {
        var client = CreateClient();
        using var answer = await client.PostAsJsonAsync("/api/session", new { subject, roles });
        var session = await answer.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonNode>();

        return With((string)session!["token"]!);
    }

    public HttpClient With(string token)
    {
        var client = CreateClient();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);

        return client;
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await Content.DisposeAsync();
        await Progress.DisposeAsync();
        await Notification.DisposeAsync();
        folder.Delete(recursive: true);
        GC.SuppressFinalize(this);
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder
            .UseEnvironment(Environment)
            // UseKestrel(0) comes too late on a busy machine: the server has started.
            .UseSetting(WebHostDefaults.ServerUrlsKey, "http://127.0.0.1:0")
            .UseSetting("ReverseProxy:Clusters:content:Destinations:1:Address", Content.Address)
            .UseSetting("ReverseProxy:Clusters:progress:Destinations:1:Address", Progress.Address)
            .UseSetting("ReverseProxy:Clusters:notification:Destinations:1:Address", Notification.Address)
            .UseSetting("Identity:KeyFile", KeyFile)
            .UseSetting("Shutdown:DrainSeconds", "0");

        foreach (var (key, value) in Settings)
        {
            builder.UseSetting(key, value);
        }
    }
}
