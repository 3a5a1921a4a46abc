using System.Data.Common;
using System.Runtime.CompilerServices;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Bench.Plain;

internal static class PlainDatabase
{
    /// <summary>SQLite as durable as the services have it, and nothing else of theirs.</summary>
    public static void UsePlainSqlite(
        this DbContextOptionsBuilder options, IConfiguration configuration, string name) =>
        options.UseSqlite(configuration.GetConnectionString(name)).AddInterceptors(new Durability());

    /// <summary>Creates the tables in a new file.</summary>
    public static async Task Create<TDb>(this IHost host) where TDb : DbContext
    {
        await using var scope = host.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<TDb>().Database.EnsureCreatedAsync();
    }

    /// <summary>
    /// Readers beside the writer (WAL), a flush for each commit (FULL), and a wait where somebody else writes; said
    /// once to each connection of the pool.
    /// </summary>
    private sealed class Durability : DbConnectionInterceptor
    {
        private readonly ConditionalWeakTable<object, object> told = [];

        public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
        {
            if (told.TryAdd(((SqliteConnection)connection).Handle!, this))
            {
                using var command = connection.CreateCommand();
                command.CommandText =
                    "PRAGMA busy_timeout = 5000; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;";
                command.ExecuteNonQuery();
            }
        }

        public override Task ConnectionOpenedAsync(
            DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
        {
            ConnectionOpened(connection, eventData);
            return Task.CompletedTask;
        }
    }
}
