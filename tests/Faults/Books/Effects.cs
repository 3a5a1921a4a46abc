using Faults.Lab;
using Microsoft.Data.Sqlite;

namespace Faults.Books;

/// <summary>What the services' databases hold about some learners' lessons.</summary>
internal sealed class Effects
{
    /// <summary>Completed, as progress has it.</summary>
    public HashSet<(string, string)> Completed { get; private init; } = [];

    /// <summary>How many notifications tell of it.</summary>
    public Dictionary<(string, string), int> Told { get; private init; } = [];

    /// <summary>Content's fact of it, and whether it still holds.</summary>
    public Dictionary<(string, string), bool> Counted { get; private init; } = [];

    /// <summary>Events that progress has not sent yet.</summary>
    public int Waiting { get; private init; }

    public static Effects Read(Site site) => new()
    {
        Completed = [.. site.Progress.Ask("SELECT LearnerId, Lesson FROM Completion", Key)],
        Told = site.Notification.Ask(
            // "Well done: <title>. That is …", and here a lesson's title is its slug.
            """
            SELECT LearnerId, substr(Text, 12, instr(Text, '. That is') - 12)
            FROM Notifications WHERE Kind = 'Lesson'
            """,
            Key).GroupBy(key => key).ToDictionary(keys => keys.Key, keys => keys.Count()),
        Counted = site.Content.Ask(
            "SELECT Learner, substr(Name, 11), Holds FROM Facts WHERE Name LIKE 'completed/%'",
            row => (Key: Key(row), Holds: row.GetBoolean(2))).ToDictionary(fact => fact.Key, fact => fact.Holds),
        Waiting = site.Progress.Ask("SELECT 1 FROM Outbox", row => row.GetInt32(0)).Count,
    };

    private static (string, string) Key(SqliteDataReader row) => (row.GetString(0), row.GetString(1));
}
