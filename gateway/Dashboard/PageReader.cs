using System.Text.Json.Nodes;
using Gateway.Proxy;

namespace Gateway.Dashboard;

/// <summary>A page of a service's list, and the cursor of the next one, or null.</summary>
internal sealed record Page(string Path, IReadOnlyList<JsonNode> Items, string? Next);

/// <summary>Reads lists page by page for one caller. Null where a service gives no good answer in time.</summary>
internal sealed class PageReader(Upstream upstream, HttpRequest caller)
{
    private const string Limit = "?limit=100";

    public Task<Page?> First(string path, CancellationToken cancellation) => Get(path, Limit, cancellation);

    public Task<Page?> After(Page page, CancellationToken cancellation) =>
        Get(page.Path, $"{Limit}&after={Uri.EscapeDataString(page.Next!)}", cancellation);

    private async Task<Page?> Get(string path, string query, CancellationToken cancellation) =>
        await upstream.Get(path, query, caller, cancellation) is { } answer && answer["items"] is JsonArray items
            ? new(path, [.. items.OfType<JsonNode>()], (string?)answer["next"])
            : null;
}
