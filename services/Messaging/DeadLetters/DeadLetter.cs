using Messaging.Events;
using Messaging.Inbox;

namespace Messaging.DeadLetters;

/// <summary>
/// A message that could not be handled by the consumer of its queue, or not be sent, kept for an operator.
/// </summary>
public class DeadLetter
{
    /// <summary>
    /// How long a letter is kept after it failed last, once it is closed. One that waits is kept for good.
    /// </summary>
    public static readonly TimeSpan Retention = TimeSpan.FromDays(90);

    /// <summary>
    /// Derives from the message and its queue: one that fails again after a replay is the same letter. Another message
    /// under the same id is another letter.
    /// </summary>
    public required Guid Id { get; init; }

    /// <summary>
    /// The queue whose consumer failed, and the only one that a replay goes to; for an event that its publisher could
    /// not send, see <see cref="Topology.OutboxOf"/>.
    /// </summary>
    public required string Queue { get; init; }

    public required Guid MessageId { get; init; }

    /// <summary>The event's name, such as <c>LessonCompleted</c>.</summary>
    public required string Event { get; init; }

    /// <summary>The exception's type and message, for people.</summary>
    public required string Error { get; init; }

    /// <summary>How often its consumer has tried, retries included.</summary>
    public required int Attempts { get; init; }

    /// <summary>UTC.</summary>
    public required DateTime SentAt { get; init; }

    /// <summary>When it failed last, in UTC.</summary>
    public required DateTime FailedAt { get; init; }

    public DeadLetterState State { get; init; }

    /// <summary>The bytes as they came, whether or not anybody can read them.</summary>
    public required byte[] Body { get; init; }

    public string? ContentType { get; init; }

    public string? ContentEncoding { get; init; }

    public string? CorrelationId { get; init; }

    /// <summary>As JSON, see <see cref="Outbox.MessageHeaders"/>.</summary>
    public required string Headers { get; init; }

    /// <summary>Whether it is an event that never was in a queue: a replay goes to all that react to it.</summary>
    public bool WasPublished => Topology.IsOutbox(Queue);

    /// <summary>What operators did with it, oldest first.</summary>
    public IList<AuditEntry> Audit { get; init; } = [];

    /// <summary>The letter's id for a message on a queue.</summary>
    public static Guid IdOf(string queue, Guid messageId, byte[] body) => NameBasedId.Of(queue, messageId, body);

    /// <summary>The id that the first release gave it.</summary>
    public static Guid EarlierIdOf(string queue, Guid messageId) => NameBasedId.Of(queue, messageId);

    /// <summary>Whether a consumer may have handled the message and forgotten it since.</summary>
    public bool IsOlderThanTheInbox(DateTime now) => !WasPublished && SentAt < now - InboxExtensions.Retention;
}

/// <summary>Where a letter is: it waits, or is closed in one of two ways.</summary>
public enum DeadLetterState
{
    /// <summary>On the desk.</summary>
    Waiting,

    /// <summary>Sent to its queue once more, or about to be: the outbox has it.</summary>
    Replayed,

    /// <summary>Given up, for a reason that the audit has.</summary>
    Discarded,
}
