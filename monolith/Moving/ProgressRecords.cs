using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Monolith.Enrollments;
using Monolith.Outlines;
using Monolith.Storage;
using Moving.Records;
using Moving.Tables;

namespace Monolith.Moving;

/// <summary>How progress' data travels: an enrollment with its completions.</summary>
internal static class ProgressRecords
{
    public static readonly IReadOnlyList<ModuleTable<MonolithDb>> Tables =
    [
        ModuleTable.Of(
            "outline", "Outlines",
            (MonolithDb db, string rows) => db.Outlines.Rows(rows),
            o => new MovedOutline(
                o.Roadmap, o.Title, o.Revision, o.IsRetired, o.StandingRevision,
                [.. o.Lessons.Select(lesson => new MovedOutlineLesson(lesson.Slug, lesson.Title))]),
            (MonolithDb db, MovedOutline o) => db.Put<Outline>(new
            {
                o.Roadmap,
                o.Title,
                o.Revision,
                o.IsRetired,
                o.StandingRevision,
                Lessons = JsonSerializer.Serialize(o.Lessons, JsonSerializerOptions.Web),
            }))
            with { AtOnce = 10 },
        ModuleTable.Of(
            "enrollment", "Enrollments",
            (MonolithDb db, string rows) => db.Enrollments.Rows(rows).Include(e => e.Completions),
            e => new MovedEnrollment(
                e.LearnerId, e.Roadmap, e.EnrolledAt, e.EnrolledRevision, e.Version, e.CompletedAt, e.CompletedVersion,
                [.. e.Completions.Select(c => new MovedCompletion(c.Lesson, c.Version, c.CompletedAt))]),
            (MonolithDb db, MovedEnrollment e) => Store(db, e))
            with { AtOnce = 10, Part = new("Completions", "LearnerId", "Roadmap") },
        MovedLetters.Of<MonolithDb>(ModuleName.Progress),
    ];

    private static async Task Store(MonolithDb db, MovedEnrollment moved)
    {
        await db.Put<Enrollment>(moved);

        // As a whole: what was reopened since is not among them.
        await db.Set<Completion>()
            .Where(c => c.LearnerId == moved.LearnerId && c.Roadmap == moved.Roadmap).ExecuteDeleteAsync();
        foreach (var c in moved.Completions)
        {
            await db.Put<Completion>(new { moved.LearnerId, moved.Roadmap, c.Lesson, c.Version, c.CompletedAt });
        }
    }
}
