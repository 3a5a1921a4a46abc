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
    /// revision. Many may be, and everybody else's writes wait for each unit; interrupted, it has to be run again.
    /// </summary>
    public static async Task ChangeOutline(
        this Writer<ProgressDb> writer, string roadmap, int revision, Action<Outline> change, DateTime changedAt,
        CancellationToken cancellation)
    {
        await writer.Run(async db => change(await db.Outlines.FindAsync(roadmap)
            ?? db.Outlines.Add(new Outline { Roadmap = roadmap }).Entity), cancellation);

        for (var last = ""; last is not null;)
        {
            var after = last;
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
