using Microsoft.EntityFrameworkCore;

namespace Moving.Tables;

/// <summary>Who owns a database's modules. Read inside a unit of work, it holds for all that the unit does.</summary>
public static class OwnershipTable
{
    /// <summary>Makes the tables that moves need, where they aren't yet.</summary>
    public static Task CreateModuleTables(this DbContext db) => db.Database.ExecuteSqlRawAsync("""
        CREATE TABLE IF NOT EXISTS ModuleOwnership (
            Module TEXT PRIMARY KEY, Epoch INTEGER NOT NULL, Owns INTEGER NOT NULL);
        CREATE TABLE IF NOT EXISTS ModuleFilling (
            Module TEXT PRIMARY KEY, Tracking TEXT NOT NULL, Cursor TEXT, Complete INTEGER NOT NULL,
            Position INTEGER NOT NULL);
        CREATE TABLE IF NOT EXISTS ModuleTracking (Module TEXT PRIMARY KEY, Tracking TEXT NOT NULL);
        CREATE TABLE IF NOT EXISTS ModuleChanges (
            Position INTEGER PRIMARY KEY AUTOINCREMENT, Module TEXT NOT NULL, Kind TEXT NOT NULL, Row INTEGER NOT NULL);
        """);

    /// <summary>
    /// Whether this database's process owns the module; true unless it was given away. Expects
    /// <see cref="CreateModuleTables"/>.
    /// </summary>
    public static async Task<bool> Owns(this DbContext db, string module) =>
        await db.OwnershipOf(module) is not { Owns: false };

    internal static async Task<Ownership?> OwnershipOf(
        this DbContext db, string module, CancellationToken cancellation = default) =>
        (await db.Database.SqlQuery<Ownership>($"SELECT Epoch, Owns FROM ModuleOwnership WHERE Module = {module}")
            .ToListAsync(cancellation)) is [var stored] ? stored : null;

    internal static Task Store(this DbContext db, string module, Ownership ownership) =>
        db.Database.ExecuteSqlAsync($"""
            INSERT INTO ModuleOwnership (Module, Epoch, Owns) VALUES ({module}, {ownership.Epoch}, {ownership.Owns})
            ON CONFLICT (Module) DO UPDATE SET Epoch = excluded.Epoch, Owns = excluded.Owns
            """);
}
