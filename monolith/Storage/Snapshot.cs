using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace Monolith.Storage;

internal static class Snapshot
{
    /// <summary>Lets several queries see one state of the database, whatever is written meanwhile.</summary>
    public static async Task<IDbContextTransaction> BeginSnapshot(this MonolithDb db, CancellationToken cancellation)
    {
        await db.Database.OpenConnectionAsync(cancellation);
        var connection = (SqliteConnection)db.Database.GetDbConnection();
        // Deferred, since SQLite's usual transaction keeps writers away from the start.
        return (await db.Database.UseTransactionAsync(connection.BeginTransaction(deferred: true), cancellation))!;
    }
}
