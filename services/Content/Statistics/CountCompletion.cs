using Content.Storage;
using Contracts;
using MassTransit;

namespace Content.Statistics;

/// <summary>Counts completed lessons.</summary>
public class CountCompletion(IRoadmapStore store) : IConsumer<LessonCompleted>
{
    // Harmless when run twice, or late: the fact's version is then no newer than the one that is kept.
    public Task Consume(ConsumeContext<LessonCompleted> context) =>
        store.Keep(Fact.Of(context.Message), context.CancellationToken);
}
