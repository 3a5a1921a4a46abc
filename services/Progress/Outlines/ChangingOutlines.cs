using Messaging.Events;
using Messaging.Storage;
using Microsoft.EntityFrameworkCore;
using Progress.Storage;

namespace Progress.Outlines;

internal static class ChangingOutlines
{
    private const int EnrollmentsInOneUnit = 100;

    /// <summary>
    /// Takes an event of a revision into an outline, and recounts whoever is enrolled if the outline then is of that
    /// revision: the first of them in the same unit, the others soon after, since many may be and everybody else's
    /// writes wait for each unit. Interrupted, it has to be run again.
    /// </summary>
    public static async Task ChangeOutline(
        this Writer<ProgressDb> writer, string roadmap, int revision, Action<Outline> change, DateTime changedAt,
        CancellationToken cancellation)
    {
        var last = await writer.Run(async db =>
        {
            change(await db.Outlines.FindAsync(roadmap) ?? db.Outlines.Add(new Outline { Roadmap = roadmap }).Entity);
            await db.SaveChangesAsync();
            return await db.FinishSome(roadmap, revision, after: "", changedAt);
        }, cancellation);

        while (last is { } after)
        {
            last = await writer.Run(db => db.FinishSome(roadmap, revision, after, changedAt), cancellation);
        }
    }

    /// <summary>Finishes whoever has nothing open any more. Returns whom the next unit comes after, or null.</summary>
    private static async Task<string?> FinishSome(
        this ProgressDb db, string roadmap, int revision, string after, DateTime now)
    {
        var outline = await db.Outlines.AsNoTracking().SingleAsync(known => known.Roadmap == roadmap);
        if (outline.Revision != revision)
        {
            // Another one counts, and does the same.
            return null;
        }

        var lessons = outline.Lessons.Select(lesson => lesson.Slug).ToList();
        var page = await db.Enrollments
            .Where(e => e.Roadmap == roadmap && e.CompletedAt == null && e.LearnerId.CompareTo(after) > 0)
            .OrderBy(e => e.LearnerId)
            .Take(EnrollmentsInOneUnit)
            .Select(e => new { Enrollment = e, Done = e.Completions.Count(c => lessons.Contains(c.Lesson)) })
            .ToListAsync();

        foreach (var counted in page.Where(counted => counted.Done == lessons.Count))
        {
            db.Outbox.AddRange(counted.Enrollment.Finish(outline, now).Select(EventMessage.Of));
        }

        return page.Count == EnrollmentsInOneUnit ? page[^1].Enrollment.LearnerId : null;
    }
}
