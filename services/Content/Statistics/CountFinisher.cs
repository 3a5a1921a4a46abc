using Content.Storage;
using Contracts;
using MassTransit;

namespace Content.Statistics;

/// <summary>Counts those who finished a roadmap.</summary>
public class CountFinisher(IRoadmapStore store) : IConsumer<RoadmapCompleted>
{
    // Harmless when run twice, or late: a finisher is one fact, however often it is told.
    public Task Consume(ConsumeContext<RoadmapCompleted> context) =>
        store.Keep(Fact.Of(context.Message), context.CancellationToken);
}
