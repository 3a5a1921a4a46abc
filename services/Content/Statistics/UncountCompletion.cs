using Content.Storage;
using Contracts;
using MassTransit;

namespace Content.Statistics;

/// <summary>Takes a completed lesson off the count.</summary>
public class UncountCompletion(IRoadmapStore store) : IConsumer<LessonReopened>
{
    // Harmless when run twice, or late: the fact's version is then no newer than the one that is kept.
    public Task Consume(ConsumeContext<LessonReopened> context) =>
        store.Keep(Fact.Of(context.Message), context.CancellationToken);
}
