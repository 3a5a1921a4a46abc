using System.Collections.Concurrent;
using System.Text.Json;
using Bench.Plain;
using Contracts;

namespace Bench.Bound;

/// <summary>
/// The rule, as statements: a completion, the enrollment's new version and the message in one commit.
/// </summary>
internal sealed class Completing
{
    private const string Tables = """
        CREATE TABLE IF NOT EXISTS Outlines (Roadmap TEXT PRIMARY KEY, Title TEXT NOT NULL, Revision INTEGER NOT NULL,
            IsRetired INTEGER NOT NULL, StandingRevision INTEGER NOT NULL, Lessons TEXT NOT NULL);
        CREATE TABLE IF NOT EXISTS Enrollments (LearnerId TEXT NOT NULL, Roadmap TEXT NOT NULL,
            EnrolledAt TEXT NOT NULL, EnrolledRevision INTEGER NOT NULL, Version INTEGER NOT NULL,
            PRIMARY KEY (LearnerId, Roadmap));
        CREATE TABLE IF NOT EXISTS Completion (LearnerId TEXT NOT NULL, Roadmap TEXT NOT NULL, Lesson TEXT NOT NULL,
            Version INTEGER NOT NULL, CompletedAt TEXT NOT NULL, PRIMARY KEY (LearnerId, Roadmap, Lesson));
        CREATE TABLE IF NOT EXISTS Outbox (Sequence INTEGER PRIMARY KEY AUTOINCREMENT, MessageId TEXT NOT NULL,
            Body BLOB NOT NULL);
        """;

    private readonly ConcurrentDictionary<string, Outline> outlines = new();
    private readonly GroupCommit commit;
    private readonly Statement enrolled, complete, done, raise, store, lessons, forget;

    public Completing(string connectionString)
    {
        commit = new GroupCommit(connectionString, Tables);
        Statement Prepare(string sql, int parameters) => new(commit.Db, sql, parameters);
        enrolled = Prepare("SELECT Version FROM Enrollments WHERE LearnerId = $1 AND Roadmap = $2", 2);
        complete = Prepare("INSERT OR IGNORE INTO Completion VALUES ($1, $2, $3, $4, $5)", 5);
        done = Prepare("SELECT Lesson FROM Completion WHERE LearnerId = $1 AND Roadmap = $2", 2);
        raise = Prepare("UPDATE Enrollments SET Version = Version + 1 WHERE LearnerId = $1 AND Roadmap = $2", 2);
        store = Prepare("INSERT INTO Outbox (MessageId, Body) VALUES ($1, $2) RETURNING Sequence", 2);
        lessons = Prepare("SELECT Lessons FROM Outlines WHERE Roadmap = $1", 1);
        forget = Prepare("DELETE FROM Outbox WHERE Sequence = $1", 1);
        commit.Start();
    }

    /// <summary>
    /// The enrollment afterwards, or null if there is none; and the message, unless the lesson was done.
    /// </summary>
    public Task<(EnrollmentView? Enrollment, BoundMessage? Message)> Complete(
        string learner, string roadmap, string lesson) =>
        commit.Run<(EnrollmentView?, BoundMessage?)>(() =>
        {
            var (outline, now) = (outlines.GetOrAdd(roadmap, Read), DateTime.UtcNow);
            if (enrolled.Ask(learner, roadmap) is not long version)
            {
                return (null, null);
            }

            var isNew = complete.Run(learner, roadmap, lesson, version + 1, now) == 1;
            var all = done.List(learner, roadmap);
            var view = new EnrollmentView(
                roadmap, outline.Title, all, all.Count, outline.Lessons.Count, all.Count * 100 / outline.Lessons.Count,
                now, null);
            if (!isNew)
            {
                return (view, null);
            }

            raise.Run(learner, roadmap);
            var (title, id) = (outline.Lessons.First(known => known.Slug == lesson).Title, Guid.NewGuid().ToString());
            var body = JsonSerializer.SerializeToUtf8Bytes(new LessonCompleted(
                learner, roadmap, outline.Title, lesson, title, all.Count, outline.Lessons.Count, (int)version + 1,
                now));
            return (view, new BoundMessage((long)store.Ask(id, body)!, id, body));
        });

    /// <summary>Removes what is confirmed from the outbox.</summary>
    public Task<int> Forget(IReadOnlyList<long> sequences) =>
        commit.Run(() => sequences.Sum(sequence => forget.Run(sequence)));

    private Outline Read(string roadmap) => new()
    {
        Roadmap = roadmap,
        Title = $"Course {roadmap}",
        Lessons = JsonSerializer.Deserialize<List<Lesson>>((string)lessons.Ask(roadmap)!, JsonSerializerOptions.Web)!,
    };
}

/// <summary>A message as it is stored and sent.</summary>
internal sealed record BoundMessage(long Sequence, string Id, byte[] Body);
