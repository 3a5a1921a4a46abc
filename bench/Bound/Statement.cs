using Microsoft.Data.Sqlite;

namespace Bench.Bound;

/// <summary>A statement that is prepared once; its parameters are $1, $2 and so on.</summary>
internal sealed class Statement
{
    private readonly SqliteCommand command;

    public Statement(SqliteConnection db, string sql, int parameters = 0)
    {
        command = db.CreateCommand();
        command.CommandText = sql;
        for (var number = 1; number <= parameters; number++)
        {
            command.Parameters.AddWithValue($"${number}", DBNull.Value);
        }

        command.Prepare();
    }

    /// <summary>Returns how many rows it changed.</summary>
    public int Run(params ReadOnlySpan<object> values)
    {
        Bind(values);
        return command.ExecuteNonQuery();
    }

    /// <summary>Returns the first column of the first row, or null.</summary>
    public object? Ask(params ReadOnlySpan<object> values)
    {
        Bind(values);
        return command.ExecuteScalar();
    }

    /// <summary>Returns the first column of all rows.</summary>
    public List<string> List(params ReadOnlySpan<object> values)
    {
        Bind(values);
        List<string> found = [];
        using var rows = command.ExecuteReader();
        while (rows.Read())
        {
            found.Add(rows.GetString(0));
        }

        return found;
    }

    private void Bind(ReadOnlySpan<object> values)
    {
        for (var index = 0; index < values.Length; index++)
        {
            command.Parameters[index].Value = values[index];
        }
    }
}
