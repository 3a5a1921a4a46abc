namespace Acceptance.Resilience;

/// <summary>A site with two of each service. Its tests run one at a time, after all the others.</summary>
[CollectionDefinition(DisableParallelization = true)]
public sealed class ReplicatedSite : Site, ICollectionFixture<ReplicatedSite>
{
    public static readonly string[] Services = ["content", "progress", "notification"];

    protected override Uri? Broker => TestBroker.IsInstalled ? null : TestBroker.Given;

    // A monolith has nothing to replicate, and its tests are skipped.
    protected override string[] Arguments => Runner.Shape != "microservices"
        ? []
        : [.. Services.SelectMany(service => new[] { "--replicas", $"{service}=2" })];
}
