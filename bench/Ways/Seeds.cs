using System.Text.Json;
using Microsoft.Data.Sqlite;

namespace Bench.Ways;

/// <summary>
/// Rows put straight into progress' tables, which its process made: what a million requests would have left.
/// </summary>
internal sealed class Seeds(string file) : IDisposable
{
    private const string Numbers =
        "WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i + 1 < $count)";

    private readonly SqliteConnection db = Open(file);

    /// <summary>A connection of one's own, beside those of the process that the file belongs to.</summary>
    public static SqliteConnection Open(string file)
    {
        var connection = new SqliteConnection($"Data Source={file};Pooling=False");
        connection.Open();
        return connection;
    }

    /// <summary>A course of <c>lesson-0</c> and so on.</summary>
    public void AddCourse(string roadmap, int lessons) => Run(
        """
        INSERT INTO Outlines (Roadmap, Title, Revision, IsRetired, StandingRevision, Lessons)
        VALUES ($roadmap, 'Course ' || $roadmap, 1, 0, 1, $lessons)
        """,
        ("$roadmap", roadmap),
        ("$lessons", JsonSerializer.Serialize(
            Enumerable.Range(0, lessons).Select(n => new { slug = $"lesson-{n}", title = $"Lesson {n}" }))));

    /// <summary>
    /// Enrolls <c>prefix-0</c> and so on, each with the first <paramref name="done"/> lessons completed.
    /// </summary>
    public void Enroll(string roadmap, string prefix, int count, int done = 0)
    {
        Run(
            $"""
            {Numbers}
            INSERT INTO Enrollments (LearnerId, Roadmap, EnrolledAt, EnrolledRevision, Version)
            SELECT $prefix || '-' || i, $roadmap, '2026-01-01 00:00:00', 1, 1 + $done FROM n
            """,
            ("$count", count), ("$prefix", prefix), ("$roadmap", roadmap), ("$done", done));
        for (var lesson = 0; lesson < done; lesson++)
        {
            Run(
                $"""
                {Numbers}
                INSERT INTO Completion (LearnerId, Roadmap, Lesson, Version, CompletedAt)
                SELECT $prefix || '-' || i, $roadmap, 'lesson-' || $lesson, 2 + $lesson, '2026-01-02 00:00:00' FROM n
                """,
                ("$count", count), ("$prefix", prefix), ("$roadmap", roadmap), ("$lesson", lesson));
        }
    }

    public long Count(string table)
    {
        using var query = db.CreateCommand();
        query.CommandText = $"SELECT count(*) FROM {table}";
        return (long)query.ExecuteScalar()!;
    }

    /// <summary>One statement, in a transaction of its own.</summary>
    public void Run(string sql, params ReadOnlySpan<(string Name, object Value)> parameters)
    {
        using var command = db.CreateCommand();
        command.CommandText = sql;
        command.CommandTimeout = 120;
        foreach (var (name, value) in parameters)
        {
            command.Parameters.AddWithValue(name, value);
        }

        command.ExecuteNonQuery();
    }

    public void Dispose() => db.Dispose();
}
