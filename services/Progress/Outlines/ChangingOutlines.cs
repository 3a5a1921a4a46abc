using Microsoft.EntityFrameworkCore;
using Progress.Storage;

namespace Progress.Outlines;

internal static class ChangingOutlines
{
    /// <summary>Takes an event into an outline, and recounts whoever is enrolled if it brought newer lessons.</summary>
    public static async Task ChangeOutline(
        this ProgressDb db, string roadmap, Func<Outline, bool> hasNewerLessons, DateTime changedAt)
    {
        var outline = await db.Outlines.FindAsync(roadmap);
        if (outline is null)
        {
            outline = new Outline { Roadmap = roadmap };
            db.Outlines.Add(outline);
        }

        if (hasNewerLessons(outline))
        {
            await db.FinishWhoeverHasNothingOpen(outline, changedAt);
        }
    }

    private static async Task FinishWhoeverHasNothingOpen(this ProgressDb db, Outline outline, DateTime now)
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
