using System.Text.Json;
using System.Text.Json.Nodes;
using Gateway.Moving;
using Yarp.ReverseProxy;
using Yarp.ReverseProxy.Model;

namespace Gateway.Proxy;

/// <summary>
/// The gateway's own calls to services. They go where the proxy's would: to the cluster that owns the path's route, so
/// that a route that moves takes them along.
/// </summary>
public sealed class Upstream(IProxyStateLookup proxy, ModuleMap modules)
{
    private static readonly TimeSpan PartPatience = TimeSpan.FromSeconds(2);

    /// <summary>The clusters that own a route at present.</summary>
    public IEnumerable<ClusterState> Clusters =>
        proxy.GetRoutes().Select(route => route.Cluster).OfType<ClusterState>().Select(modules.OwnerOf).Distinct();

    /// <summary>What the owner of <paramref name="path"/> answers; null without a good answer in two seconds.</summary>
    public Task<JsonNode?> Get(string path, string query, HttpRequest caller, CancellationToken cancellation)
    {
        var owner = modules.OwnerOf(proxy.GetRoutes().First(route => route.Config.Match.Path == path).Cluster!);

        return Get(owner, path + query, caller.Headers.Authorization, PartPatience, cancellation);
    }

    /// <summary>What <paramref name="cluster"/> answers; null without a good answer in time.</summary>
    public static async Task<JsonNode?> Get(
        ClusterState cluster, string path, string? authorization, TimeSpan patience, CancellationToken cancellation)
    {
        if (cluster.DestinationsState.AvailableDestinations is not { Count: > 0 } destinations)
        {
            return null;
        }

        var destination = destinations[Random.Shared.Next(destinations.Count)].Model.Config.Address;
        using var request = new HttpRequestMessage(HttpMethod.Get, destination.TrimEnd('/') + path);
        if (authorization is not null)
        {
            request.Headers.TryAddWithoutValidation("Authorization", authorization);
        }

        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(patience);

        try
        {
            using var answer = await cluster.Model.HttpClient.SendAsync(request, limit.Token);

            return answer.IsSuccessStatusCode ? await answer.Content.ReadFromJsonAsync<JsonNode>(limit.Token) : null;
        }
        catch (Exception error) when (!cancellation.IsCancellationRequested
            && error is HttpRequestException or IOException or OperationCanceledException or JsonException)
        {
            return null;
        }
    }
}
