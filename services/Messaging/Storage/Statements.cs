using System.Data;
using System.Diagnostics;
using System.Globalization;
using System.Runtime.CompilerServices;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;

namespace Messaging.Storage;

/// <summary>
/// SQL on a context's own connection, for the few statements that every event runs through: each is prepared once and
/// kept for as long as the connection is open, since to prepare one costs more than to run it. What stands in braces is
/// a parameter, as in EF Core's ExecuteSql: <c>sql.Run($"DELETE FROM Outbox WHERE Sequence = {sequence}")</c>.
/// </summary>
public sealed class Statements
{
    private static readonly ConditionalWeakTable<SqliteConnection, Statements> Known = [];

    // EF Core tells diagnostic tools of its commands, and this of those.
    private static readonly DiagnosticListener Listener = new("Messaging");

    private readonly SqliteConnection connection;
    private readonly Dictionary<string, SqliteCommand> prepared = [];
    private DatabaseFacade database = null!;

    private Statements(SqliteConnection connection)
    {
        this.connection = connection;
        // What was prepared has gone with the connection: once it is open again, it is another one of the pool.
        connection.StateChange += (_, _) => prepared.Clear();
    }

    /// <summary>The statements of a context's connection; they run in its transaction, if there is one.</summary>
    public static Statements Of(DbContext db)
    {
        var statements = Known.GetValue((SqliteConnection)db.Database.GetDbConnection(), made => new(made));
        statements.database = db.Database;
        return statements;
    }

    /// <summary>Runs a statement, and returns how many rows it changed.</summary>
    public int Run(FormattableString sql) => Prepare(sql).ExecuteNonQuery();

    /// <summary>Runs a query. The reader has to be disposed of before the same query is run again.</summary>
    public SqliteDataReader Read(FormattableString sql) => Prepare(sql).ExecuteReader();

    private SqliteCommand Prepare(FormattableString sql)
    {
        if (connection.State is not ConnectionState.Open)
        {
            // Until the context is disposed of.
            database.OpenConnection();
        }

        if (!prepared.TryGetValue(sql.Format, out var command))
        {
            prepared.Add(sql.Format, command = Make(sql));
        }

        command.Transaction = (SqliteTransaction?)database.CurrentTransaction?.GetDbTransaction();
        for (var index = 0; index < sql.ArgumentCount; index++)
        {
            command.Parameters[index].Value = sql.GetArgument(index) ?? DBNull.Value;
        }

        if (Listener.IsEnabled())
        {
            Listener.Write("Statement", command);
        }

        return command;
    }

    private SqliteCommand Make(FormattableString sql)
    {
        var command = connection.CreateCommand();
        string[] names = [.. Enumerable.Range(0, sql.ArgumentCount).Select(index => $"@{index}")];
        command.CommandText = string.Format(CultureInfo.InvariantCulture, sql.Format, names);
        foreach (var name in names)
        {
            command.Parameters.Add(new SqliteParameter { ParameterName = name });
        }

        return command;
    }
}

public static class SqliteRowExtensions
{
    /// <summary>A time; all that are stored are UTC, which SQLite forgets.</summary>
    public static DateTime GetUtc(this SqliteDataReader row, int column) =>
        DateTime.SpecifyKind(row.GetDateTime(column), DateTimeKind.Utc);
}
