using Contracts;
using MassTransit;
using Messaging.Storage;
using Microsoft.EntityFrameworkCore;
using Progress.Storage;

namespace Progress.Outlines;

/// <summary>Keeps the newest outline of a roadmap, and recounts whoever is enrolled in it.</summary>
public class ReplaceOutline(Writer<ProgressDb> writer) : IConsumer<RoadmapPublished>
{
    // Harmless when run twice: the second time, the revision is not newer.
    public Task Consume(ConsumeContext<RoadmapPublished> context) => writer.Run(async db =>
    {
        var published = context.Message;
        var outline = await db.Outlines.FindAsync(published.Roadmap);
        if (outline is null)
        {
            outline = new Outline { Roadmap = published.Roadmap };
            db.Outlines.Add(outline);
        }

        if (outline.Apply(published))
        {
            await FinishWhoeverHasNothingOpen(db, outline, published.PublishedAt);
        }
    }, context.CancellationToken);

    private static async Task FinishWhoeverHasNothingOpen(ProgressDb db, Outline outline, DateTime now)
    {
        var lessons = outline.Lessons.Select(lesson => lesson.Slug).ToList();
        var finished = db.Enrollments.Include(enrollment => enrollment.Completions).Where(enrollment =>
            enrollment.Roadmap == outline.Roadmap
            && enrollment.CompletedAt == null
            && enrollment.Completions.Count(completion => lessons.Contains(completion.Lesson)) == lessons.Count);

        foreach (var enrollment in await finished.ToListAsync())
        {
            db.Outbox.AddRange(enrollment.FinishIfNothingIsOpen(outline, now));
        }
    }
}
