using Microsoft.EntityFrameworkCore;
using Moving.Records;

namespace Moving.Tables;

/// <summary>A module's table, and how its rows travel. A row is known by its rowid, which upserts keep.</summary>
/// <param name="Kind">What <see cref="MovedRecord.Kind"/> says.</param>
/// <param name="Table">The table's name.</param>
/// <param name="Read">The records of the rows with these rowids, a JSON array.</param>
/// <param name="Store">Stores a record over what is there: a second time changes nothing.</param>
public sealed record ModuleTable<TDb>(
    string Kind,
    string Table,
    Func<TDb, string, CancellationToken, Task<IReadOnlyList<MovedRecord>>> Read,
    Func<TDb, MovedRecord, Task> Store)
{
    /// <summary>How many are read at once, fewer where they are long, until a page is long enough.</summary>
    public int AtOnce { get; init; } = 100;

    /// <summary>A table whose rows travel inside these, and the columns that join the two.</summary>
    public ModulePart? Part { get; init; }
}

/// <summary>See <see cref="ModuleTable{TDb}.Part"/>.</summary>
public sealed record ModulePart(string Table, params string[] Columns);

public static class ModuleTable
{
    /// <summary>
    /// A table whose rows, of type <typeparamref name="TRow"/>, travel as <typeparamref name="TRecord"/>; see
    /// <see cref="Rows"/> for how to read them.
    /// </summary>
    public static ModuleTable<TDb> Of<TDb, TRow, TRecord>(
        string kind, string table, Func<TDb, string, IQueryable<TRow>> read, Func<TRow, TRecord> pack,
        Func<TDb, TRecord, Task> store) => new(
            kind,
            table,
            async (db, rows, cancellation) =>
                [.. (await read(db, rows).ToListAsync(cancellation)).Select(row => MovedRecord.Of(kind, pack(row)))],
            (db, record) => store(db, record.Read<TRecord>()));

    /// <summary>The rows with these rowids, a JSON array.</summary>
    public static IQueryable<T> Rows<T>(this DbSet<T> set, string rows) where T : class
    {
        var sql = $"""
            SELECT * FROM "{set.EntityType.GetTableName()}" WHERE rowid IN (SELECT value FROM json_each({"{0}"}))
            """;
        return set.FromSqlRaw(sql, rows).AsNoTracking();
    }
}
