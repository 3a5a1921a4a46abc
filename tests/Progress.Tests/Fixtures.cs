[assembly: AssemblyFixture(typeof(TestBroker))]

namespace Progress.Tests;

public sealed class ProgressUnderTest(TestBroker broker) : ServiceUnderTest<Program>(broker);

// One instance for all: two would compete for the messages of the same queues.
[CollectionDefinition(nameof(ProgressUnderTest))]
public sealed class ProgressTests : ICollectionFixture<ProgressUnderTest>;
