using Acceptance;

namespace Resilience;

/// <summary>A site with two of each service. Its tests run one at a time.</summary>
[CollectionDefinition(DisableParallelization = true)]
public sealed class ReplicatedSite : Site, ICollectionFixture<ReplicatedSite>
{
    public static readonly string[] Services = ["content", "progress", "notification"];

    protected override string[] Arguments =>
        [.. Services.SelectMany(service => new[] { "--replicas", $"{service}=2" })];
}
