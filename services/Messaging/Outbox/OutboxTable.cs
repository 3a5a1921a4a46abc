using System.Text.Json;
using Messaging.Storage;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Messaging.Outbox;

/// <summary>The outbox as a table in the service's own database.</summary>
public sealed class OutboxTable<TDb>(IDbContextFactory<TDb> databases, Writer<TDb> writer, LeaseTable<TDb> leases)
    : IOutbox
    where TDb : DbContext
{
    private const string Lease = "relay";

    public async Task<IReadOnlyList<OutboxMessage>> Pending(
        IReadOnlyCollection<OutboxMessage> sent, int limit, CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        // One process writes at a time: what is stored later has a later place.
        var last = sent.Select(message => message.Sequence).DefaultIfEmpty().Max();
        return await Read(db, last, limit).ToAsyncEnumerable().TakeBatch(cancellation);
    }

    public Task Forget(IReadOnlyCollection<OutboxMessage> sent, CancellationToken cancellation)
    {
        var places = JsonSerializer.Serialize(sent.Select(message => message.Sequence));
        return writer.Run(
            db => Task.FromResult(Statements.Of(db).Run(
                $"DELETE FROM Outbox WHERE Sequence IN (SELECT value FROM json_each({places}))")),
            cancellation);
    }

    public Task<bool> HoldLease(CancellationToken cancellation) => leases.Hold(Lease, cancellation);

    public Task ReleaseLease() => leases.Release(Lease);

    private static IEnumerable<OutboxMessage> Read(TDb db, long last, int limit)
    {
        using var rows = Statements.Of(db).Read($"""
            SELECT Sequence, MessageId, Queue, Event, Body, ContentType, ContentEncoding, CorrelationId, Headers,
                TraceParent, StoredAt
            FROM Outbox WHERE Sequence > {last} ORDER BY Sequence LIMIT {limit}
            """);
        while (rows.Read())
        {
            yield return Message(rows);
        }
    }

    private static OutboxMessage Message(SqliteDataReader row)
    {
        var damage = "";
        return new()
        {
            Sequence = row.GetInt64(0),
            MessageId = Try(row.GetGuid, 1),
            Queue = Text(2),
            Event = Text(3) ?? "",
            Body = Try(row.GetFieldValue<byte[]>, 4) ?? [],
            ContentType = Text(5),
            ContentEncoding = Text(6),
            CorrelationId = Text(7),
            Headers = Text(8) ?? "",
            TraceParent = Text(9),
            StoredAt = Try(row.GetUtc, 10),
            Damage = damage.Length > 0 ? damage : null,
        };

        string? Text(int column) => row.IsDBNull(column) ? null : row.GetString(column);

        T? Try<T>(Func<int, T> read, int column)
        {
            try
            {
                return read(column);
            }
            catch (Exception failure)
                when (failure is FormatException or InvalidCastException or InvalidOperationException)
            {
                damage = $"Row {row.GetInt64(0)} of the outbox is damaged, in {row.GetName(column)}: {failure.Message}";
                return default;
            }
        }
    }
}
