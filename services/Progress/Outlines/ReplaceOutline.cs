using Contracts;
using MassTransit;
using Messaging.Storage;
using Progress.Storage;

namespace Progress.Outlines;

/// <summary>Keeps the newest outline of a roadmap, and recounts whoever is enrolled in it.</summary>
public class ReplaceOutline(Writer<ProgressDb> writer) : IConsumer<RoadmapPublished>
{
    // Harmless when run twice, or interrupted and run again: the revision is not newer, and who has finished stays so.
    public Task Consume(ConsumeContext<RoadmapPublished> context) => writer.ChangeOutline(
        context.Message.Roadmap, context.Message.Revision, outline => outline.Apply(context.Message),
        context.Message.PublishedAt, context.CancellationToken);
}
