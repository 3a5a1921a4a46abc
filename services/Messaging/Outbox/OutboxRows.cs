using Messaging.Storage;
using Microsoft.EntityFrameworkCore;

namespace Messaging.Outbox;

/// <summary>
/// The outbox as a unit of work sees it: a message is stored at once, in the transaction of what causes it.
/// </summary>
public readonly struct OutboxRows(DbContext db)
{
    public void Add(OutboxMessage message) => Statements.Of(db).Run($"""
        INSERT INTO Outbox (MessageId, Queue, Event, Body, ContentType, ContentEncoding, CorrelationId, Headers,
            TraceParent, StoredAt)
        VALUES ({message.MessageId}, {message.Queue}, {message.Event}, {message.Body}, {message.ContentType},
            {message.ContentEncoding}, {message.CorrelationId}, {message.Headers},
            {message.TraceParent}, {message.StoredAt})
        """);

    public void AddRange(IEnumerable<OutboxMessage> messages)
    {
        foreach (var message in messages)
        {
            Add(message);
        }
    }

    /// <summary>The place of the newest that waits, 0 if none does.</summary>
    public long Newest()
    {
        using var rows = Statements.Of(db).Read($"SELECT coalesce(max(Sequence), 0) FROM Outbox");
        rows.Read();
        return rows.GetInt64(0);
    }
}
