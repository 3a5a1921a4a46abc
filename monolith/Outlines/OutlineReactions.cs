using Contracts;
using Microsoft.EntityFrameworkCore;
using Monolith.Events;
using Monolith.Storage;

namespace Monolith.Outlines;

/// <summary>
/// Keeps the newest outline of each roadmap. Harmless when run twice, or late: the revision is not newer.
/// </summary>
internal static class OutlineReactions
{
    /// <summary>Takes a revision in, and recounts whoever is enrolled in it.</summary>
    public static Task ReplaceOutline(MonolithDb db, Delivery<RoadmapPublished> delivery) =>
        db.ChangeOutline(delivery.Event.Roadmap, outline => outline.Apply(delivery.Event), delivery.Event.PublishedAt);

    /// <summary>Lets nobody new enroll in a retired roadmap; who is in completes what it says now.</summary>
    public static Task RetireOutline(MonolithDb db, Delivery<RoadmapRetired> delivery) =>
        db.ChangeOutline(delivery.Event.Roadmap, outline => outline.Apply(delivery.Event), delivery.Event.RetiredAt);

    private static async Task ChangeOutline(
        this MonolithDb db, string roadmap, Func<Outline, bool> hasNewerLessons, DateTime changedAt)
    {
        var outline = await db.Outlines.FindAsync(roadmap)
            ?? db.Outlines.Add(new Outline { Roadmap = roadmap }).Entity;
        if (hasNewerLessons(outline))
        {
            await FinishWhoeverHasNothingOpen(db, outline, changedAt);
        }
    }

    private static async Task FinishWhoeverHasNothingOpen(MonolithDb db, Outline outline, DateTime now)
    {
        var lessons = outline.Lessons.Select(lesson => lesson.Slug).ToList();
        var finished = db.Enrollments.Where(enrollment =>
            enrollment.Roadmap == outline.Roadmap
            && enrollment.CompletedAt == null
            && enrollment.Completions.Count(completion => lessons.Contains(completion.Lesson)) == lessons.Count);

        foreach (var enrollment in await finished.ToListAsync())
        {
            foreach (var @event in enrollment.Finish(outline, now))
            {
                await db.Raise(@event);
            }
        }
    }
}
