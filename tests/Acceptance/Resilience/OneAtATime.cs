namespace Acceptance.Resilience;

/// <summary>Tests that stop parts of the site: they run one at a time, after all the others.</summary>
[CollectionDefinition(DisableParallelization = true)]
public sealed class OneAtATime;
