using System.Net;
using System.Net.Http.Headers;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Stack.Moving;

/// <summary>A line of the gateway's about a move.</summary>
internal sealed record MoveLine(string Step, int Records, int Differences, long Milliseconds, string? Detail);

/// <summary>Where a module lives.</summary>
internal sealed record ModuleHome(string Module, string Owner, string State, long Epoch);

/// <summary>The gateway's operations on modules, called as an operator.</summary>
internal sealed class GatewayModules : IDisposable
{
    private static readonly string[] Roles = ["operator"];

    private readonly HttpClient http;

    private GatewayModules(HttpClient http) => this.http = http;

    /// <summary>Signs in.</summary>
    /// <exception cref="HttpRequestException">The gateway doesn't answer.</exception>
    public static async Task<GatewayModules> At(Uri gateway, CancellationToken cancellation)
    {
        var http = new HttpClient { BaseAddress = gateway, Timeout = Timeout.InfiniteTimeSpan };
        using var answer = await http.PostAsJsonAsync(
            "/api/session", new { subject = "stack", roles = Roles }, cancellation);
        var session = await answer.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonNode>(cancellation);

        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", (string)session!["token"]!);
        return new(http);
    }

    public async Task<IReadOnlyList<ModuleHome>> List(CancellationToken cancellation)
    {
        using var answer = await http.GetAsync("/api/operations/modules", cancellation);
        await Accept(answer, cancellation);

        var list = await answer.Content.ReadFromJsonAsync<JsonNode>(cancellation);
        return list!["items"].Deserialize<List<ModuleHome>>(JsonSerializerOptions.Web)!;
    }

    /// <summary>Moves a module; the steps come as they are done, the last one being `done` or `failed`.</summary>
    public async IAsyncEnumerable<MoveLine> Move(
        string module, string to, [EnumeratorCancellation] CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/operations/modules/{module}/move")
        {
            Content = JsonContent.Create(new { to }),
        };
        using var answer = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation);
        await Accept(answer, cancellation);

        using var lines = new StreamReader(await answer.Content.ReadAsStreamAsync(cancellation));
        while (await lines.ReadLineAsync(cancellation) is { } line)
        {
            yield return JsonSerializer.Deserialize<MoveLine>(line, JsonSerializerOptions.Web)!;
        }
    }

    public void Dispose() => http.Dispose();

    private static async Task Accept(HttpResponseMessage answer, CancellationToken cancellation)
    {
        if (!answer.IsSuccessStatusCode)
        {
            var text = await answer.Content.ReadAsStringAsync(cancellation);
            throw new StackException(answer.StatusCode == HttpStatusCode.Conflict
                ? "Another module is being moved. Wait until that is done, and repeat the command."
                : $"The gateway answered {(int)answer.StatusCode}: {text}");
        }
    }
}
