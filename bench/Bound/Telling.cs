using Bench.Plain;
using Microsoft.Data.Sqlite;

namespace Bench.Bound;

/// <summary>Stores what learners are told, once for each message, unless they have muted it.</summary>
internal sealed class Telling
{
    private const string Tables = """
        PRAGMA busy_timeout = 5000; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;
        CREATE TABLE IF NOT EXISTS Notifications (Sequence INTEGER PRIMARY KEY AUTOINCREMENT, Id TEXT NOT NULL,
            LearnerId TEXT NOT NULL, Kind TEXT NOT NULL, Roadmap TEXT NOT NULL, Text TEXT NOT NULL,
            CreatedAt TEXT NOT NULL, ReadAt TEXT NULL);
        CREATE UNIQUE INDEX IF NOT EXISTS ById ON Notifications (Id);
        CREATE INDEX IF NOT EXISTS ByLearner ON Notifications (LearnerId, CreatedAt, Id);
        CREATE TABLE IF NOT EXISTS Preferences (LearnerId TEXT PRIMARY KEY, Muted TEXT NOT NULL);
        CREATE TABLE IF NOT EXISTS Inbox (MessageId TEXT PRIMARY KEY, AcceptedAt TEXT NOT NULL);
        """;

    private readonly Statement begin, commit, accept, muted, add;

    public Telling(string connectionString)
    {
        var db = new SqliteConnection(connectionString);
        db.Open();
        using var command = db.CreateCommand();
        command.CommandText = Tables;
        command.ExecuteNonQuery();

        begin = new(db, "BEGIN IMMEDIATE");
        commit = new(db, "COMMIT");
        accept = new(db, "INSERT OR IGNORE INTO Inbox VALUES ($1, $2)", 2);
        muted = new(db, "SELECT Muted FROM Preferences WHERE LearnerId = $1", 1);
        add = new(
            db,
            "INSERT INTO Notifications (Id, LearnerId, Kind, Roadmap, Text, CreatedAt) VALUES ($1, $2, $3, $4, $5, $6)",
            parameters: 6);
    }

    /// <summary>Returns once all of it is on disk.</summary>
    public void Tell(IReadOnlyList<Arrival> arrivals)
    {
        begin.Run();
        foreach (var (_, id, told) in arrivals)
        {
            var isNew = accept.Run(id, DateTime.UtcNow) == 1;
            var kinds = isNew ? muted.Ask(told.LearnerId) as string ?? "" : "";
            if (isNew && !kinds.Contains(Notification.OfLesson, StringComparison.Ordinal))
            {
                add.Run(
                    id, told.LearnerId, Notification.OfLesson, told.Roadmap, Notification.TextOf(told),
                    told.CompletedAt);
            }
        }

        commit.Run();
    }
}
