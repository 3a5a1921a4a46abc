using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Stack;

[assembly: AssemblyFixture(typeof(TestBroker))]

namespace Fuzz;

/// <summary>The whole site as it really runs, behind its gateway, and the broker behind that.</summary>
public sealed class FuzzedSite(TestBroker broker) : IAsyncLifetime
{
    private readonly Dictionary<string, string?> tokens = new() { ["nobody"] = null };

    private readonly OwnStack stack = new(Shape.Microservices, broker.Url);

    // Whatever text a header has is sent, to see what becomes of it.
    private readonly HttpClient http = new(
        new SocketsHttpHandler { RequestHeaderEncodingSelector = (_, _) => Encoding.UTF8 });

    public TestBus Bus { get; } = new(broker.Url);

    public async ValueTask InitializeAsync()
    {
        await Bus.Start();
        await stack.InitializeAsync();
        http.BaseAddress = stack.Client.Gateway;

        foreach (var role in Access.Callers.Skip(1))
        {
            tokens[role] = await Token(role, role);
        }
    }

    /// <summary>Somebody with these roles, under a name of their own.</summary>
    public async Task<HttpClient> SignIn(string subject, params string[] roles)
    {
        var client = new HttpClient { BaseAddress = http.BaseAddress };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue(
            "Bearer", await Token(subject, roles));

        return client;
    }

    /// <summary>Makes a call; the answer's status, and its text unless it is a stream, which has no end.</summary>
    public async Task<(int Status, string Body)> Make(Call call)
    {
        using var request = call.Request(http.BaseAddress!, tokens[call.Caller]);
        using var answer = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        var isStream = answer.Content.Headers.ContentType?.MediaType == "text/event-stream";

        return ((int)answer.StatusCode, isStream ? "" : await answer.Content.ReadAsStringAsync());
    }

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        await Bus.DisposeAsync();
        await stack.DisposeAsync();
    }

    private async Task<string> Token(string subject, params string[] roles)
    {
        using var answer = await http.PostAsJsonAsync("/api/session", new { subject, roles });

        return (string)(await answer.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonNode>())!["token"]!;
    }
}

[CollectionDefinition(nameof(FuzzedSite))]
public sealed class FuzzTests : ICollectionFixture<FuzzedSite>;
