[assembly: AssemblyFixture(typeof(TestBroker))]

// One service at a time: instances with databases of their own would compete for the messages of the same queues.
[assembly: Xunit.v3.Parallelization(Mode = Xunit.Sdk.ParallelMode.None)]

namespace Progress.Tests;

public sealed class ProgressUnderTest(TestBroker broker) : ServiceUnderTest<Program>(broker);

// One instance for all: two would compete for the messages of the same queues.
[CollectionDefinition(nameof(ProgressUnderTest))]
public sealed class ProgressTests : ICollectionFixture<ProgressUnderTest>;
