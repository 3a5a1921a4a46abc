using Microsoft.EntityFrameworkCore.Migrations;

namespace Messaging.Database;

/// <summary>
/// Part of a migration. Earlier releases kept an event in the outbox, and of a replay nothing but its letter's id;
/// since this one a row is the message itself. What waits is rewritten, and sent by the new release.
/// </summary>
public static class OneWayOutbox
{
    /// <summary>Rewrites the table and what waits in it, in the transaction of the migration.</summary>
    public static void MakeOutboxOneWay(this MigrationBuilder migration) => migration.Sql("""
        CREATE TABLE "OutboxOneWay" (
            "Sequence" INTEGER NOT NULL CONSTRAINT "PK_Outbox" PRIMARY KEY AUTOINCREMENT,
            "MessageId" TEXT NOT NULL,
            "Queue" TEXT NULL,
            "Event" TEXT NOT NULL,
            "Body" BLOB NOT NULL,
            "ContentType" TEXT NULL,
            "ContentEncoding" TEXT NULL,
            "CorrelationId" TEXT NULL,
            "Headers" TEXT NOT NULL,
            "TraceParent" TEXT NULL,
            "StoredAt" TEXT NOT NULL
        );

        INSERT INTO "OutboxOneWay"
            (Sequence, MessageId, Event, Body, ContentType, Headers, TraceParent, StoredAt)
        SELECT Sequence, MessageId, Event,
            CAST('{"messageId":"' || lower(MessageId) || '","messageType":["urn:message:Contracts:' || Event
                || '"],"message":' || Body || ',"sentTime":"' || replace(StoredAt, ' ', 'T') || 'Z","headers":'
                || Headers || '}' AS BLOB),
            'application/vnd.masstransit+json', Headers, TraceParent, StoredAt
        FROM (
            SELECT *, CASE WHEN RepeatOf IS NULL THEN '{}'
                ELSE '{"Repeat-Of":"' || replace(RepeatOf, ' ', 'T') || 'Z"}' END AS Headers
            FROM Outbox WHERE DeadLetterId IS NULL);

        INSERT INTO "OutboxOneWay"
            (Sequence, MessageId, Queue, Event, Body, ContentType, ContentEncoding, CorrelationId, Headers, TraceParent,
                StoredAt)
        SELECT replay.Sequence, replay.MessageId, letter.Queue, replay.Event, letter.Body, letter.ContentType,
            letter.ContentEncoding, letter.CorrelationId,
            -- Without what was added by failing.
            CASE WHEN json_valid(letter.Headers) THEN (
                SELECT json_group_object(key, letter.Headers -> fullkey) FROM json_each(letter.Headers)
                WHERE key NOT LIKE 'MT-Fault-%' AND key NOT LIKE 'MT-Host-%'
                    AND key NOT IN ('MT-Reason', 'x-dotnet-pub-seq-no'))
                ELSE letter.Headers END,
            replay.TraceParent, replay.StoredAt
        FROM Outbox AS replay JOIN DeadLetters AS letter ON letter.Id = replay.DeadLetterId;

        DROP TABLE "Outbox";
        ALTER TABLE "OutboxOneWay" RENAME TO "Outbox";
        """);
}
