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
internal sealed class DatabaseFile(string path) : DbConnectionInterceptor, IHealthCheck
{
    private volatile bool wasThere;

    private string Complaint =>
        $"The database file {path} was removed. Stop this process, bring the file back, and start it again.";

    public override InterceptionResult ConnectionOpening(
        DbConnection connection, ConnectionEventData eventData, InterceptionResult result)
    {
        var isThere = File.Exists(path);
        if (wasThere && !isThere)
        {
            // Those that are open hold the file without a name.
            SqliteConnection.ClearPool((SqliteConnection)connection);
            throw new SqliteException(Complaint, Transient.CannotOpen);
        }

        wasThere = isThere;
        return result;
    }

    public override ValueTask<InterceptionResult> ConnectionOpeningAsync(
        DbConnection connection, ConnectionEventData eventData, InterceptionResult result,
        CancellationToken cancellationToken = default) =>
        ValueTask.FromResult(ConnectionOpening(connection, eventData, result));

    public Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context, CancellationToken cancellationToken = default) => Task.FromResult(
            wasThere && !File.Exists(path) ? HealthCheckResult.Unhealthy(Complaint) : HealthCheckResult.Healthy());
}
