namespace Messaging.Outbox;

/// <summary>
/// A message on its way: where it goes, and the bytes that go there. It is written once, with the change that causes
/// it, and kept until the broker has confirmed it.
/// </summary>
public class OutboxMessage
{
    /// <summary>Order of writing, given by a relational database.</summary>
    public long Sequence { get; init; }

    public required Guid MessageId { get; init; }

    /// <summary>The one queue that it goes to; null for an event, which goes to all that react to it.</summary>
    public string? Queue { get; init; }

    /// <summary>The event's name, such as <c>LessonCompleted</c>.</summary>
    public required string Event { get; init; }

    public required byte[] Body { get; init; }

    public string? ContentType { get; init; }

    public string? ContentEncoding { get; init; }

    public string? CorrelationId { get; init; }

    /// <summary>As JSON, see <see cref="MessageHeaders"/>.</summary>
    public string Headers { get; init; } = "{}";

    /// <summary>The W3C trace context of whoever caused the message: the consumers' work joins that trace.</summary>
    public string? TraceParent { get; init; }

    public required DateTime StoredAt { get; init; }

    /// <summary>Not stored: why its row can't be read, so that it can't be sent.</summary>
    public string? Damage { get; init; }
}
