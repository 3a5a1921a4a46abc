using Microsoft.Data.Sqlite;

namespace Faults.Lab;

internal static class Rows
{
    /// <summary>What consumers could not handle, and the desk has taken from the broker.</summary>
    public static IEnumerable<string> DeadLetters(this Site site) => site.Services.SelectMany(service => service.Ask(
        "SELECT Queue, count(*), min(Error) FROM DeadLetters WHERE State = 'Waiting' GROUP BY Queue",
        row => $"{row.GetString(0)} failed on {row.GetInt32(1)}: {row.GetString(2)}"));

    /// <summary>Reads from a service's database, whether or not it runs.</summary>
    public static List<T> Ask<T>(this Service service, string sql, Func<SqliteDataReader, T> read)
    {
        using var connection = new SqliteConnection($"Data Source={service.Database};Mode=ReadOnly;Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var rows = command.ExecuteReader();
        List<T> all = [];
        while (rows.Read())
        {
            all.Add(read(rows));
        }

        return all;
    }
}
