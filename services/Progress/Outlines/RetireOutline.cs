using Contracts;
using MassTransit;
using Messaging.Storage;
using Progress.Storage;

namespace Progress.Outlines;

/// <summary>Lets nobody new enroll in a retired roadmap; who is in completes what it says now.</summary>
public class RetireOutline(Writer<ProgressDb> writer) : IConsumer<RoadmapRetired>
{
    // Harmless when run twice, or after a newer publication: the revision is not newer.
    public Task Consume(ConsumeContext<RoadmapRetired> context) => writer.ChangeOutline(
        context.Message.Roadmap, context.Message.Revision, outline => outline.Apply(context.Message),
        context.Message.RetiredAt, context.CancellationToken);
}
