using Messaging.DeadLetters;
using Messaging.Events;
using Microsoft.EntityFrameworkCore;
using Moving.Records;

namespace Moving.Tables;

/// <summary>How a module's dead letters travel with it.</summary>
public static class MovedLetters
{
    public const string Kind = "dead-letter";

    /// <summary>How many are read at once: each has a message, and some of them a megabyte.</summary>
    public const int AtOnce = 10;

    /// <summary>Those of one module among the letters of a database.</summary>
    public static ModuleTable<TDb> Of<TDb>(string module) where TDb : DbContext
    {
        var queues = Topology.PrefixOf(module);
        return ModuleTable.Of(
            Kind, "DeadLetters",
            (TDb db, string rows) => db.Set<DeadLetter>().Rows(rows).Where(letter => letter.Queue.StartsWith(queues))
                .Include(letter => letter.Audit.OrderBy(entry => entry.When)),
            Pack,
            (TDb db, MovedDeadLetter letter) => Store(db, letter.Unpack())) with
        { AtOnce = AtOnce };
    }

    public static MovedDeadLetter Pack(this DeadLetter letter) => new(
        letter.Id, letter.Queue, letter.MessageId, letter.Event, letter.Error, letter.Attempts, letter.SentAt,
        letter.FailedAt, $"{letter.State}", letter.Body, letter.ContentType, letter.ContentEncoding,
        letter.CorrelationId, letter.Headers,
        [.. letter.Audit.Select(entry => new MovedAuditEntry($"{entry.What}", entry.Who, entry.When, entry.Reason))]);

    public static DeadLetter Unpack(this MovedDeadLetter moved) => new()
    {
        Id = moved.Id,
        Queue = moved.Queue,
        MessageId = moved.MessageId,
        Event = moved.Event,
        Error = moved.Error,
        Attempts = moved.Attempts,
        SentAt = moved.SentAt,
        FailedAt = moved.FailedAt,
        State = Enum.Parse<DeadLetterState>(moved.State),
        Body = moved.Body,
        ContentType = moved.ContentType,
        ContentEncoding = moved.ContentEncoding,
        CorrelationId = moved.CorrelationId,
        Headers = moved.Headers,
        Audit = [.. moved.Audit.Select(entry => new AuditEntry
        {
            DeadLetterId = moved.Id,
            What = Enum.Parse<DeadLetterState>(entry.What),
            Who = entry.Who,
            When = entry.When,
            Reason = entry.Reason,
        })],
    };

    private static async Task Store(DbContext db, DeadLetter letter)
    {
        // Its audit goes with it.
        await db.Set<DeadLetter>().Where(known => known.Id == letter.Id).ExecuteDeleteAsync();
        db.Set<DeadLetter>().Add(letter);
        await db.SaveChangesAsync();

        // The same letter may come once more in this unit of work.
        db.ChangeTracker.Clear();
    }
}
