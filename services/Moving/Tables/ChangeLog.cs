using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Moving.Records;

namespace Moving.Tables;

/// <summary>
/// Which rows of a module have changed: triggers note them, in the transaction of the change, whoever makes it. What
/// travels is their present state, so one note more than needed does no harm. Nothing of a module is ever deleted
/// but parts, which are noted as a change of the whole, and inbox rows that have expired on the other side, too.
/// </summary>
internal sealed class ChangeLog<TDb>(string module, IReadOnlyList<ModuleTable<TDb>> tables) where TDb : DbContext
{
    private static readonly string[] Changes = ["INSERT", "UPDATE", "DELETE"];

    /// <summary>Begins the log, unless it is on.</summary>
    public async Task<Tracked> Begin(TDb db)
    {
        if (await Find(db, CancellationToken.None) is { } known)
        {
            return known;
        }

        foreach (var (name, definition) in Triggers())
        {
            await Execute(db, $"DROP TRIGGER IF EXISTS \"{name}\"");
            await Execute(db, $"CREATE TRIGGER \"{name}\" {definition}");
        }

        var tracking = Guid.NewGuid().ToString("n");
        await db.Database.ExecuteSqlAsync(
            $"INSERT INTO ModuleTracking (Module, Tracking) VALUES ({module}, {tracking})");
        return new(tracking, await Position(db, CancellationToken.None));
    }

    /// <summary>Ends the log and forgets it. (A later one goes on counting: positions never repeat.)</summary>
    public async Task End(TDb db)
    {
        foreach (var (name, _) in Triggers())
        {
            await Execute(db, $"DROP TRIGGER IF EXISTS \"{name}\"");
        }

        await db.Database.ExecuteSqlAsync($"DELETE FROM ModuleTracking WHERE Module = {module}");
        await db.Database.ExecuteSqlAsync($"DELETE FROM ModuleChanges WHERE Module = {module}");
    }

    /// <summary>The log that is on, or null.</summary>
    public async Task<Tracked?> Find(TDb db, CancellationToken cancellation)
    {
        var tracking = (await db.Database.SqlQuery<string>(
            $"SELECT Tracking AS Value FROM ModuleTracking WHERE Module = {module}").ToListAsync(cancellation))
            .SingleOrDefault();
        return tracking is null ? null : new(tracking, await Position(db, cancellation));
    }

    /// <summary>The present state of the rows that changed after a position.</summary>
    public async Task<ChangesPage> Read(TDb db, long after, int limit, CancellationToken cancellation)
    {
        var changes = await db.Database.SqlQuery<Change>($"""
            SELECT Position, Kind, Row FROM ModuleChanges WHERE Module = {module} AND Position > {after}
            ORDER BY Position LIMIT {limit}
            """).ToListAsync(cancellation);

        List<MovedRecord> records = [];
        HashSet<(string Kind, long Row)> known = [];
        var taken = 0;
        while (taken < changes.Count && !records.AreEnough())
        {
            var rows = tables.ToDictionary(table => table.Kind, _ => new SortedSet<long>());
            var most = tables.ToDictionary(table => table.Kind, table => table.AtOnce);
            taken += changes.Skip(taken).TakeWhile(change => known.Contains((change.Kind, change.Row))
                || (rows[change.Kind].Count < most[change.Kind] && rows[change.Kind].Add(change.Row)
                    && known.Add((change.Kind, change.Row)))).Count();

            foreach (var table in tables.Where(table => rows[table.Kind].Count > 0))
            {
                records.AddRange(await table.Read(db, JsonSerializer.Serialize(rows[table.Kind]), cancellation));
            }
        }

        return new(
            records,
            taken > 0 ? changes[taken - 1].Position : after,
            More: taken < changes.Count || changes.Count == limit);
    }

    private static Task<long> Position(TDb db, CancellationToken cancellation) => db.Database
        .SqlQuery<long>($"SELECT coalesce(max(seq), 0) AS Value FROM sqlite_sequence WHERE name = 'ModuleChanges'")
        .SingleAsync(cancellation);

    private IEnumerable<(string Name, string Definition)> Triggers() =>
        from table in tables
        from change in Changes
        from trigger in table.Part is { } part
            ? new[] { Of(table, change), Of(table, part, change) }
            : [Of(table, change)]
        select trigger;

    private (string Name, string Definition) Of(ModuleTable<TDb> table, string change) => (
        $"moves-{module}-{table.Table}-{change}",
        $"""
        AFTER {change} ON "{table.Table}" BEGIN
            INSERT INTO ModuleChanges (Module, Kind, Row) VALUES ('{module}', '{table.Kind}', {Row(change)}.rowid);
        END
        """);

    private (string Name, string Definition) Of(ModuleTable<TDb> table, ModulePart part, string change) => (
        $"moves-{module}-{part.Table}-{change}",
        $"""
        AFTER {change} ON "{part.Table}" BEGIN
            INSERT INTO ModuleChanges (Module, Kind, Row) SELECT '{module}', '{table.Kind}', rowid FROM "{table.Table}"
            WHERE {string.Join(" AND ", part.Columns.Select(column => $"\"{column}\" = {Row(change)}.\"{column}\""))};
        END
        """);

    private static string Row(string change) => change is "DELETE" ? "OLD" : "NEW";

    // Names of tables can't be parameters; all of these are this program's own.
    private static Task<int> Execute(TDb db, string sql) => db.Database.ExecuteSqlRawAsync(sql);

    private sealed record Change(long Position, string Kind, long Row);
}
