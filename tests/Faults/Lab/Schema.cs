using Microsoft.Data.Sqlite;

namespace Faults.Lab;

/// <summary>The tables and indexes of a database.</summary>
internal static class Schema
{
    public static void AssertEqual(string expected, string actual)
    {
        if (Of(expected) != Of(actual))
        {
            throw new InvalidOperationException(
                $"{actual} has another schema:\n{Of(actual)}\nexpected:\n{Of(expected)}");
        }
    }

    private static string Of(string database)
    {
        using var connection = new SqliteConnection($"Data Source={database};Mode=ReadOnly;Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT group_concat(sql, char(10)) FROM (SELECT sql FROM sqlite_master ORDER BY name)";
        return (string)command.ExecuteScalar()!;
    }
}
