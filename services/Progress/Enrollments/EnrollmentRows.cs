using System.Text.Json;
using Messaging.Storage;
using Progress.Outlines;
using Progress.Storage;

namespace Progress.Enrollments;

/// <summary>
/// An enrollment for a lesson to be completed or reopened, in a unit of work. This is what everybody does, so it is two
/// or three statements that are prepared once; all else is left to EF Core.
/// </summary>
internal static class EnrollmentRows
{
    /// <summary>A learner's enrollment, with what is done of it, and its outline; null if there is none.</summary>
    public static async Task<(Enrollment Enrollment, Outline Outline)?> FindEnrollment(
        this ProgressDb db, string learner, string roadmap, ParsedOutlines outlines)
    {
        Enrollment enrollment;
        int revision;
        using (var rows = Statements.Of(db).Read($"""
            SELECT e.EnrolledAt, e.EnrolledRevision, e.Version, e.CompletedAt, e.CompletedVersion, o.Revision, (
                SELECT json_group_array(c.Lesson) FROM Completion c
                WHERE c.LearnerId = e.LearnerId AND c.Roadmap = e.Roadmap)
            FROM Enrollments e JOIN Outlines o ON o.Roadmap = e.Roadmap
            WHERE e.LearnerId = {learner} AND e.Roadmap = {roadmap}
            """))
        {
            if (!rows.Read())
            {
                return null;
            }

            enrollment = new Enrollment
            {
                LearnerId = learner,
                Roadmap = roadmap,
                EnrolledAt = rows.GetUtc(0),
                EnrolledRevision = rows.GetInt32(1),
                Version = rows.GetInt32(2),
                CompletedAt = rows.IsDBNull(3) ? null : rows.GetUtc(3),
                CompletedVersion = rows.IsDBNull(4) ? null : rows.GetInt32(4),
            };
            revision = rows.GetInt32(5);
            enrollment.Done.UnionWith(JsonSerializer.Deserialize<string[]>(rows.GetString(6))!);
        }

        return (enrollment, await outlines.Find(db, roadmap, revision));
    }

    /// <summary>Stores an enrollment with the lessons that were completed since it was read.</summary>
    public static void StoreCompletion(this ProgressDb db, Enrollment enrollment)
    {
        var sql = Statements.Of(db);
        foreach (var completion in enrollment.Completions)
        {
            sql.Run($"""
                INSERT INTO Completion (LearnerId, Roadmap, Lesson, Version, CompletedAt)
                VALUES ({enrollment.LearnerId}, {enrollment.Roadmap}, {completion.Lesson}, {completion.Version},
                    {completion.CompletedAt})
                """);
            sql.StoreStanding(enrollment);
        }
    }

    /// <summary>Stores an enrollment without a lesson that was done.</summary>
    public static void RemoveCompletion(this ProgressDb db, Enrollment enrollment, string lesson)
    {
        var sql = Statements.Of(db);
        var removed = sql.Run($"""
            DELETE FROM Completion
            WHERE LearnerId = {enrollment.LearnerId} AND Roadmap = {enrollment.Roadmap} AND Lesson = {lesson}
            """);
        if (removed > 0)
        {
            sql.StoreStanding(enrollment);
        }
    }

    private static void StoreStanding(this Statements sql, Enrollment enrollment) => sql.Run($"""
        UPDATE Enrollments SET Version = {enrollment.Version}, CompletedAt = {enrollment.CompletedAt},
            CompletedVersion = {enrollment.CompletedVersion}
        WHERE LearnerId = {enrollment.LearnerId} AND Roadmap = {enrollment.Roadmap}
        """);
}
