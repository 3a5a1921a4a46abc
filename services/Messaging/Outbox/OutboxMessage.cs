using System.Diagnostics;
using System.Text.Json;
using Messaging.DeadLetters;

namespace Messaging.Outbox;

/// <summary>An event that is stored with the change that caused it, until the broker has confirmed it.</summary>
public class OutboxMessage
{
    /// <summary>Order of writing, given by a relational database.</summary>
    public long Sequence { get; init; }

    public required Guid MessageId { get; init; }

    /// <summary>The contract's name, such as <c>LessonCompleted</c>.</summary>
    public required string Event { get; init; }

    /// <summary>The event as JSON.</summary>
    public required string Body { get; init; }

    /// <summary>The W3C trace context of whoever caused the event: the consumers' work joins that trace.</summary>
    public string? TraceParent { get; init; }

    public required DateTime StoredAt { get; init; }

    /// <summary>When the event first happened, if this is a repetition that an operator asked for.</summary>
    public DateTime? RepeatOf { get; init; }

    /// <summary>The dead letter that goes back to its queue, if this is a replay: it keeps the message itself.</summary>
    public Guid? DeadLetterId { get; init; }

    /// <summary>Makes the row for an event. Its id derives from the event's facts: a repetition has the same.</summary>
    public static OutboxMessage Of(object @event) => Of(@event, repeatOf: null);

    /// <summary>Makes the row for an event that was published before, at <paramref name="happenedAt"/>.</summary>
    public static OutboxMessage Repeating(object @event, DateTime happenedAt) => Of(@event, happenedAt);

    /// <summary>Makes the row that sends a dead letter to its queue once more, with the id that it had.</summary>
    public static OutboxMessage Replaying(DeadLetter letter) => new()
    {
        MessageId = letter.MessageId,
        Event = letter.Event,
        Body = "",
        TraceParent = Activity.Current?.Id,
        StoredAt = DateTime.UtcNow,
        DeadLetterId = letter.Id,
    };

    /// <summary>The event itself. Throws <see cref="InvalidOperationException"/> for one that Contracts lacks.</summary>
    public object Read() => JsonSerializer.Deserialize(Body, EventTypes.Named(Event))
        ?? throw new InvalidOperationException($"The outbox holds a {Event} without content ({MessageId}).");

    private static OutboxMessage Of(object @event, DateTime? repeatOf) => new()
    {
        MessageId = EventIdentity.Of(@event),
        Event = @event.GetType().Name,
        Body = JsonSerializer.Serialize(@event, @event.GetType()),
        TraceParent = Activity.Current?.Id,
        StoredAt = DateTime.UtcNow,
        RepeatOf = repeatOf,
    };
}
