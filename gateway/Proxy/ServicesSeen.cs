using System.Collections.Concurrent;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Yarp.ReverseProxy.Model;

namespace Gateway.Proxy;

/// <summary>
/// The gateway is ready once every service that owns a path has been. A service that goes down later doesn't take the
/// gateway with it: the others still answer.
/// </summary>
public sealed class ServicesSeen(Upstream upstream) : IHealthCheck
{
    private readonly ConcurrentDictionary<string, bool> seen = new();

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken)
    {
        var ready = upstream.Clusters.All(HasBeenHealthy);

        return Task.FromResult(ready ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy());
    }

    private bool HasBeenHealthy(ClusterState cluster) =>
        seen.ContainsKey(cluster.ClusterId)
        || (cluster.Destinations.Values.Any(destination => destination.Health.Active == DestinationHealth.Healthy)
            && seen.TryAdd(cluster.ClusterId, true));
}
