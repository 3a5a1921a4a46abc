using Contracts;
using MassTransit;
using Messaging.Storage;
using Progress.Storage;

namespace Progress.Outlines;

/// <summary>Keeps the newest outline of a roadmap, and recounts whoever is enrolled in it.</summary>
public class ReplaceOutline(Writer<ProgressDb> writer) : IConsumer<RoadmapPublished>
{
    // Harmless when run twice: the second time, the revision is not newer.
    public Task Consume(ConsumeContext<RoadmapPublished> context) => writer.Run(
        db => db.ChangeOutline(
            context.Message.Roadmap, outline => outline.Apply(context.Message), context.Message.PublishedAt),
        context.CancellationToken);
}
