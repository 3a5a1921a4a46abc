using System.Globalization;
using System.Text.Json;
using Messaging.Storage;
using Microsoft.EntityFrameworkCore;
using Moving.Records;

namespace Moving.Tables;

/// <summary>A module as tables of a SQLite database.</summary>
public sealed class ModuleTables<TDb>(
    string module, IReadOnlyList<ModuleTable<TDb>> tables, IDbContextFactory<TDb> databases, Writer<TDb> writer)
    : IModuleStore
    where TDb : DbContext
{
    private readonly ChangeLog<TDb> log = new(module, tables);

    // By the first who looks: a process that never moves anything has no such tables.
    private readonly Lazy<Task> created = new(() => writer.Run(db => db.CreateModuleTables()));

    public async Task<Ownership?> ReadOwnership(CancellationToken cancellation)
    {
        await using var db = await Open(cancellation);
        return await db.OwnershipOf(module, cancellation);
    }

    // A unit of work among the others: whoever decides by it in a unit of their own is before it, or after it.
    public async Task StoreOwnership(Ownership ownership)
    {
        await created.Value;
        await writer.Run(db => db.Store(module, ownership));
    }

    public async Task<Tracked> Track()
    {
        await created.Value;
        return await writer.Run(log.Begin);
    }

    public async Task Untrack()
    {
        await created.Value;
        await writer.Run(log.End);
    }

    public async Task<Tracked?> Tracking(CancellationToken cancellation)
    {
        await using var db = await Open(cancellation);
        return await log.Find(db, cancellation);
    }

    public async Task<SnapshotPage> Snapshot(string? after, int limit, CancellationToken cancellation)
    {
        var (first, row) = Parse(after);
        await using var db = await Open(cancellation);

        foreach (var table in tables.Skip(first))
        {
            var sql = $"""
                SELECT rowid AS Value FROM "{table.Table}" WHERE rowid > {"{0}"} ORDER BY rowid LIMIT {"{1}"}
                """;
            var rows = await db.Database.SqlQueryRaw<long>(sql, row, limit).ToListAsync(cancellation);
            if (rows.Count > 0)
            {
                var (records, last) = await ReadPage(db, table, rows, cancellation);
                return new(records, string.Create(CultureInfo.InvariantCulture, $"{table.Kind}/{last}"));
            }

            row = 0;
        }

        return new([], null);
    }

    public async Task<ChangesPage> Changes(long after, int limit, CancellationToken cancellation)
    {
        await using var db = await Open(cancellation);
        return await log.Read(db, after, limit, cancellation);
    }

    public async Task Fill(RecordsPage page)
    {
        await created.Value;
        await writer.Run(async db =>
        {
            foreach (var record in page.Records)
            {
                var table = tables.FirstOrDefault(table => table.Kind == record.Kind)
                    ?? throw new FormatException($"{module} has no records of the kind '{record.Kind}'.");
                await table.Store(db, record);
            }

            await db.Database.ExecuteSqlAsync($"""
                INSERT INTO ModuleFilling (Module, Tracking, Cursor, Complete, Position)
                VALUES ({module}, {page.Tracking}, {page.Cursor}, {page.Complete}, {page.Position})
                ON CONFLICT (Module) DO UPDATE SET Tracking = excluded.Tracking, Cursor = excluded.Cursor,
                    Complete = excluded.Complete, Position = excluded.Position
                """);
        });
    }

    public async Task<Filling?> ReadFilling(CancellationToken cancellation)
    {
        await using var db = await Open(cancellation);
        return (await db.Database.SqlQuery<Filling>(
            $"SELECT Tracking, Cursor, Complete, Position FROM ModuleFilling WHERE Module = {module}")
            .ToListAsync(cancellation)).SingleOrDefault();
    }

    public async Task<IReadOnlyDictionary<string, long>> Count(CancellationToken cancellation)
    {
        await using var db = await Open(cancellation);
        Dictionary<string, long> counts = [];
        foreach (var table in tables)
        {
            var sql = $"""SELECT count(*) AS Value FROM "{table.Table}" """;
            counts[table.Kind] = await db.Database.SqlQueryRaw<long>(sql).SingleAsync(cancellation);
        }

        return counts;
    }

    /// <summary>The records of these rows until they are long enough, and the row that was the last.</summary>
    private static async Task<(List<MovedRecord> Records, long Last)> ReadPage(
        TDb db, ModuleTable<TDb> table, List<long> rows, CancellationToken cancellation)
    {
        List<MovedRecord> records = [];
        var read = 0;
        do
        {
            var some = rows.Skip(read).Take(table.AtOnce).ToList();
            records.AddRange(await table.Read(db, JsonSerializer.Serialize(some), cancellation));
            read += some.Count;
        }
        while (read < rows.Count && !records.AreEnough());

        return (records, rows[read - 1]);
    }

    private (int Table, long Row) Parse(string? cursor)
    {
        if (cursor is null)
        {
            return (0, 0);
        }

        for (var index = 0; index < tables.Count; index++)
        {
            var kind = $"{tables[index].Kind}/";
            if (cursor.StartsWith(kind, StringComparison.Ordinal)
                && long.TryParse(cursor.AsSpan(kind.Length), CultureInfo.InvariantCulture, out var row))
            {
                return (index, row);
            }
        }

        throw new FormatException($"'{cursor}' is no cursor of {module}.");
    }

    private async Task<TDb> Open(CancellationToken cancellation)
    {
        await created.Value;
        return await databases.CreateDbContextAsync(cancellation);
    }
}
