using Contracts;
using MassTransit;
using Messaging.Storage;
using Progress.Storage;

namespace Progress.Outlines;

/// <summary>Lets nobody new enroll in a retired roadmap.</summary>
public class RetireOutline(Writer<ProgressDb> writer) : IConsumer<RoadmapRetired>
{
    // Harmless when run twice, or after a newer publication: the revision is not newer.
    public Task Consume(ConsumeContext<RoadmapRetired> context) => writer.Run(async db =>
    {
        var outline = await db.Outlines.FindAsync(context.Message.Roadmap);
        if (outline is null)
        {
            outline = new Outline { Roadmap = context.Message.Roadmap };
            db.Outlines.Add(outline);
        }

        outline.Apply(context.Message);
    }, context.CancellationToken);
}
