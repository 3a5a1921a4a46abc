using System.Text.Json;
using Messaging.Bus;
using Microsoft.EntityFrameworkCore;
using Moving.Records;
using Moving.Tables;
using Progress.Enrollments;
using Progress.Outlines;
using Progress.Storage;

namespace Progress.Moving;

/// <summary>How this module's data travels when it moves to another process or back.</summary>
public static class ProgressModule
{
    private const string Name = "progress";

    private static readonly IReadOnlyList<ModuleTable<ProgressDb>> Tables =
    [
        ModuleTable.Of(
            "outline", "Outlines",
            (ProgressDb db, string rows) => db.Outlines.Rows(rows),
            o => new MovedOutline(
                o.Roadmap, o.Title, o.Revision, o.IsRetired, o.StandingRevision,
                [.. o.Lessons.Select(lesson => new MovedOutlineLesson(lesson.Slug, lesson.Title))]),
            (ProgressDb db, MovedOutline o) => db.Put<Outline>(new
            {
                o.Roadmap,
                o.Title,
                o.Revision,
                o.IsRetired,
                o.StandingRevision,
                Lessons = JsonSerializer.Serialize(o.Lessons, JsonSerializerOptions.Web),
            })) with
        { AtOnce = 10 },
        ModuleTable.Of(
            "enrollment", "Enrollments",
            (ProgressDb db, string rows) => db.Enrollments.Rows(rows).Include(enrollment => enrollment.Completions),
            e => new MovedEnrollment(
                e.LearnerId, e.Roadmap, e.EnrolledAt, e.EnrolledRevision, e.Version, e.CompletedAt, e.CompletedVersion,
                [.. e.Completions.Select(c => new MovedCompletion(c.Lesson, c.Version, c.CompletedAt))]),
            (ProgressDb db, MovedEnrollment e) => Store(db, e)) with
        { AtOnce = 10, Part = new("Completion", "LearnerId", "Roadmap") },
        MovedLetters.Of<ProgressDb>(Name),
    ];

    public static void AddMoving(this IHostApplicationBuilder builder) =>
        builder.AddModule(Name, Tables, QueueReader.Of(Name, ServiceConsumers.In(typeof(Program).Assembly)));

    private static async Task Store(ProgressDb db, MovedEnrollment moved)
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
