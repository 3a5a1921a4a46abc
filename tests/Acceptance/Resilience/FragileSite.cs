namespace Acceptance.Resilience;

/// <summary>
/// A site whose parts may be stopped, and with it the broker, so it has one of its own. Its tests run one at a time,
/// after all the others.
/// </summary>
[CollectionDefinition(DisableParallelization = true)]
public sealed class FragileSite : Site, ICollectionFixture<FragileSite>
{
    protected override Uri? Broker => TestBroker.IsInstalled ? null : TestBroker.Given;
}
