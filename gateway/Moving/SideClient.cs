using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Nodes;
using Moving.Records;

namespace Gateway.Moving;

/// <summary>What the monolith, or a service, is asked and told about one module that moves.</summary>
/// <remarks>Everything throws MoveException when the other doesn't answer, or answers anything but success.</remarks>
public sealed class SideClient(HttpClient http, string process, string address, string module, string key)
{
    private const int PageSize = 500;

    private static readonly TimeSpan StatusPatience = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>The process' name, for people.</summary>
    public string Process => process;

    public Task<ModuleState> Status(CancellationToken cancellation) =>
        Call<ModuleState>(HttpMethod.Get, "", null, StatusPatience, cancellation);

    public Task<Tracked> Track(CancellationToken cancellation) =>
        Call<Tracked>(HttpMethod.Post, "/track", null, Patience, cancellation);

    public Task Untrack(CancellationToken cancellation) => Tell(HttpMethod.Delete, "/track", null, cancellation);

    public Task<UnreadSnapshot> Snapshot(string? after, CancellationToken cancellation) => Call<UnreadSnapshot>(
        HttpMethod.Get,
        $"/snapshot?limit={PageSize}{(after is null ? "" : $"&after={Uri.EscapeDataString(after)}")}",
        null,
        Patience,
        cancellation);

    public Task<UnreadChanges> Changes(long after, CancellationToken cancellation) =>
        Call<UnreadChanges>(HttpMethod.Get, $"/changes?after={after}&limit={PageSize}", null, Patience, cancellation);

    /// <summary>Stores records, and where the filling then stands, in one transaction.</summary>
    public Task Store(JsonArray records, Filling filling, CancellationToken cancellation) => Tell(
        HttpMethod.Post,
        "/records",
        new { filling.Tracking, filling.Cursor, filling.Complete, filling.Position, records },
        cancellation);

    /// <summary>From this epoch on it owns the module no more, once what it has in hand is finished.</summary>
    public Task Release(long epoch, CancellationToken cancellation) =>
        Tell(HttpMethod.Post, "/release", new { epoch }, cancellation);

    /// <summary>From this epoch on it owns the module.</summary>
    public Task Take(long epoch, CancellationToken cancellation) =>
        Tell(HttpMethod.Post, "/take", new { epoch }, cancellation);

    /// <summary>Throws unless it is ready for requests.</summary>
    public async Task CheckReady(CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"{address}/health/ready");
        using var answer = await Send(request, StatusPatience, cancellation);
        await Accept(answer, "is ready", cancellation);
    }

    /// <summary>Its answer to what somebody really asked.</summary>
    public async Task<ShadowAnswer> Read(ShadowRead read, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address + read.Path);
        request.Headers.TryAddWithoutValidation("Authorization", read.Authorization);
        using var answer = await Send(request, Patience, cancellation);

        return await ShadowAnswer.From(answer, cancellation);
    }

    private async Task Tell(HttpMethod method, string path, object? body, CancellationToken cancellation) =>
        await Call<JsonNode?>(method, path, body, Patience, cancellation);

    private async Task<T> Call<T>(
        HttpMethod method, string path, object? body, TimeSpan patience, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(method, $"{address}/internal/modules/{module}{path}");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
        request.Content = body is null ? null : JsonContent.Create(body);

        using var answer = await Send(request, patience, cancellation);
        await Accept(answer, $"{method} {request.RequestUri!.AbsolutePath}", cancellation);

        var text = await answer.Content.ReadAsStringAsync(cancellation);
        try
        {
            return text is "" ? default! : JsonSerializer.Deserialize<T>(text, JsonSerializerOptions.Web)!;
        }
        catch (JsonException error)
        {
            throw new MoveException($"{process} answered {method} {path} with what can't be read: {error.Message}");
        }
    }

    private async Task<HttpResponseMessage> Send(
        HttpRequestMessage request, TimeSpan patience, CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(patience);

        try
        {
            return await http.SendAsync(request, limit.Token);
        }
        catch (Exception error) when (!cancellation.IsCancellationRequested
            && error is HttpRequestException or IOException or OperationCanceledException)
        {
            throw new MoveException($"{process} doesn't answer at {address}: {error.Message}");
        }
    }

    private async Task Accept(HttpResponseMessage answer, string call, CancellationToken cancellation)
    {
        if (!answer.IsSuccessStatusCode)
        {
            var reason = answer.StatusCode == HttpStatusCode.Unauthorized
                ? "it has another Modules:Key"
                : await ReasonIn(answer, cancellation);
            throw new MoveException($"{process} answered {(int)answer.StatusCode} to \"{call}\": {reason}");
        }
    }

    private static async Task<string> ReasonIn(HttpResponseMessage answer, CancellationToken cancellation)
    {
        var text = await answer.Content.ReadAsStringAsync(cancellation);
        try
        {
            return (string?)JsonNode.Parse(text)?["detail"] ?? text;
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            return text;
        }
    }
}
