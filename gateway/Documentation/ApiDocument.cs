using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Gateway.Moving;
using Gateway.Proxy;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using Yarp.ReverseProxy.Model;

namespace Gateway.Documentation;

/// <summary>The whole API in one OpenAPI document: the gateway's own part and that of every service.</summary>
public sealed class ApiDocument(
    Upstream upstream, [FromKeyedServices(ApiDocument.Name)] IOpenApiDocumentProvider own)
{
    public const string Name = "v1";
    public const string Path = $"/openapi/{Name}.json";

    // A service writes its part when it is first asked for it, which takes a while.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly ConcurrentDictionary<string, JsonNode> lastSeen = new();
    private JsonNode? ownPart;

    public async Task<JsonObject> Get(CancellationToken cancellation)
    {
        // The monolith last: it describes all modules, also those that have left, and the first description counts.
        var owners = upstream.Clusters.OrderBy(cluster => cluster.ClusterId == ModuleMap.Monolith);
        var services = await Task.WhenAll(owners.Select(cluster => DocumentOf(cluster, cancellation)));
        var all = new MergedDocument();

        all.Add("gateway", ownPart ??= await OwnPart(cancellation));
        foreach (var (service, part) in services)
        {
            all.Add(service, part);
        }

        return all.ToJson();
    }

    private async Task<JsonNode?> OwnPart(CancellationToken cancellation)
    {
        var document = await own.GetOpenApiDocumentAsync(cancellation);

        return JsonNode.Parse(await document.SerializeAsJsonAsync(OpenApiSpecVersion.OpenApi3_1, cancellation));
    }

    // A service that is down is documented as it was last seen.
    private async Task<(string Service, JsonNode? Part)> DocumentOf(
        ClusterState cluster, CancellationToken cancellation)
    {
        if (await Upstream.Get(cluster, Path, authorization: null, Patience, cancellation) is { } part)
        {
            lastSeen[cluster.ClusterId] = part;
        }

        return (cluster.ClusterId, lastSeen.GetValueOrDefault(cluster.ClusterId));
    }
}
