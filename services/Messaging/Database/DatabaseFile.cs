using System.Data.Common;
using Messaging.Storage;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Messaging.Database;

/// <summary>
/// Notices that a database file was removed under a running process. SQLite itself would write on into a file without a
/// name, which ends with the process, or into a new one without tables.
/// </summary>
internal sealed class DatabaseFile(string path) : DbConnectionInterceptor, IDbTransactionInterceptor, IHealthCheck
{
    private volatile bool wasThere;

    private string Complaint =>
        $"The database file {path} was removed. Stop this process, bring the file back, and start it again.";

    public override InterceptionResult ConnectionOpening(
        DbConnection connection, ConnectionEventData eventData, InterceptionResult result)
    {
        Check(connection);
        return result;
    }

    public override ValueTask<InterceptionResult> ConnectionOpeningAsync(
        DbConnection connection, ConnectionEventData eventData, InterceptionResult result,
        CancellationToken cancellationToken = default)
    {
        Check(connection);
        return ValueTask.FromResult(result);
    }

    // The writer's connection stays open.
    public ValueTask<InterceptionResult<DbTransaction>> TransactionStartingAsync(
        DbConnection connection, TransactionStartingEventData eventData, InterceptionResult<DbTransaction> result,
        CancellationToken cancellationToken = default)
    {
        Check(connection);
        return ValueTask.FromResult(result);
    }

    public Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context, CancellationToken cancellationToken = default) => Task.FromResult(
            wasThere && !File.Exists(path) ? HealthCheckResult.Unhealthy(Complaint) : HealthCheckResult.Healthy());

    private void Check(DbConnection connection)
    {
        var isThere = File.Exists(path);
        if (wasThere && !isThere)
        {
            // Those that are open hold the file without a name.
            SqliteConnection.ClearPool((SqliteConnection)connection);
            throw new SqliteException(Complaint, Transient.CannotOpen);
        }

        wasThere = isThere;
    }
}
