using Content.Storage;
using Contracts;
using MassTransit;

namespace Content.Statistics;

/// <summary>Counts a roadmap's learners.</summary>
public class CountLearner(IRoadmapStore store) : IConsumer<LearnerEnrolled>
{
    // Harmless when run twice, or late: a learner is one fact, however often it is told.
    public Task Consume(ConsumeContext<LearnerEnrolled> context) =>
        store.Keep(Fact.Of(context.Message), context.CancellationToken);
}
