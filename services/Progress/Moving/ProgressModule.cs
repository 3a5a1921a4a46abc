using System.Text.Json;
using Messaging.Bus;
using Microsoft.EntityFrameworkCore;
using Moving.Records;
using Moving.Tables;
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
            (ProgressDb db, MovedOutline o) => db.Database.ExecuteSqlAsync($"""
                INSERT INTO Outlines (Roadmap, Title, Revision, IsRetired, StandingRevision, Lessons)
                VALUES ({o.Roadmap}, {o.Title}, {o.Revision}, {o.IsRetired}, {o.StandingRevision},
                    {JsonSerializer.Serialize(o.Lessons, JsonSerializerOptions.Web)})
                ON CONFLICT (Roadmap) DO UPDATE SET Title = excluded.Title, Revision = excluded.Revision,
                    IsRetired = excluded.IsRetired, StandingRevision = excluded.StandingRevision,
                    Lessons = excluded.Lessons
                """)) with
        { AtOnce = 10 },
        ModuleTable.Of(
            "enrollment", "Enrollments",
            (ProgressDb db, string rows) => db.Enrollments.Rows(rows).Include(enrollment => enrollment.Completions),
            e => new MovedEnrollment(
                e.LearnerId, e.Roadmap, e.EnrolledAt, e.EnrolledRevision, e.Version, e.CompletedAt, e.CompletedVersion,
                [.. e.Completions.Select(c => new MovedCompletion(c.Lesson, c.Version, c.CompletedAt))]),
            StoreEnrollment) with
        { AtOnce = 10, Part = new("Completion", "LearnerId", "Roadmap") },
        MovedLetters.Of<ProgressDb>(Name),
    ];

    public static void AddMoving(this IHostApplicationBuilder builder) =>
        builder.AddModule(Name, Tables, ServiceConsumers.In(typeof(Program).Assembly));

    private static async Task StoreEnrollment(ProgressDb db, MovedEnrollment e)
    {
        await db.Database.ExecuteSqlAsync($"""
            INSERT INTO Enrollments
                (LearnerId, Roadmap, EnrolledAt, EnrolledRevision, Version, CompletedAt, CompletedVersion)
            VALUES ({e.LearnerId}, {e.Roadmap}, {e.EnrolledAt}, {e.EnrolledRevision}, {e.Version}, {e.CompletedAt},
                {e.CompletedVersion})
            ON CONFLICT (LearnerId, Roadmap) DO UPDATE SET EnrolledAt = excluded.EnrolledAt,
                EnrolledRevision = excluded.EnrolledRevision, Version = excluded.Version,
                CompletedAt = excluded.CompletedAt, CompletedVersion = excluded.CompletedVersion
            """);

        // As a whole: what was reopened since is not among them.
        await db.Database.ExecuteSqlAsync(
            $"DELETE FROM Completion WHERE LearnerId = {e.LearnerId} AND Roadmap = {e.Roadmap}");
        foreach (var completion in e.Completions)
        {
            await db.Database.ExecuteSqlAsync($"""
                INSERT INTO Completion (LearnerId, Roadmap, Lesson, Version, CompletedAt) VALUES
                    ({e.LearnerId}, {e.Roadmap}, {completion.Lesson}, {completion.Version}, {completion.CompletedAt})
                """);
        }
    }
}
