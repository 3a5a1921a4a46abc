using System.Runtime.CompilerServices;
using Yarp.ReverseProxy.Health;
using Yarp.ReverseProxy.Model;

namespace Gateway.Proxy;

/// <summary>
/// Whether an instance is to be sent requests, by its answers to <c>/health/ready</c>. What it says counts at once, and
/// so does that nobody listens there. Silence counts after several probes in a row: the machine may be busy, no more.
/// </summary>
public sealed class ReadinessPolicy(IDestinationHealthUpdater health) : IActiveHealthCheckPolicy
{
    private const int MostSilences = 3;

    private readonly ConditionalWeakTable<DestinationState, StrongBox<int>> silences = [];

    public string Name => "Readiness";

    public void ProbingCompleted(ClusterState cluster, IReadOnlyList<DestinationProbingResult> probingResults) =>
        health.SetActive(cluster, [.. probingResults.Select(result =>
            new NewActiveDestinationHealth(result.Destination, Judge(result)))]);

    private DestinationHealth Judge(DestinationProbingResult result)
    {
        var silent = silences.GetOrCreateValue(result.Destination);
        silent.Value = result.Exception is OperationCanceledException ? silent.Value + 1 : 0;

        return result switch
        {
            { Response.IsSuccessStatusCode: true } => DestinationHealth.Healthy,
            { Exception: OperationCanceledException } when silent.Value < MostSilences =>
                result.Destination.Health.Active,
            _ => DestinationHealth.Unhealthy,
        };
    }
}
