using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Contracts;
using Messaging.Outbox;

namespace Messaging.Events;

/// <summary>Makes an event's message for the outbox. Its id derives from the event's facts.</summary>
public static class EventMessage
{
    /// <summary>The message, written now, with the trace of whoever calls.</summary>
    /// <exception cref="ArgumentException">The type is none of Contracts.</exception>
    public static OutboxMessage Of(IEvent @event) => Of(@event, []);

    /// <summary>Of an event that was published before, when it happened; the id is the one that it had.</summary>
    public static OutboxMessage Repeating(IEvent @event, DateTime happenedAt) => Of(
        @event, new() { [WireFormat.RepeatOfHeader] = happenedAt.ToString("O", CultureInfo.InvariantCulture) });

    private static OutboxMessage Of(IEvent @event, Dictionary<string, string> headers)
    {
        var (id, now) = (EventIdentity.Of(@event), DateTime.UtcNow);
        return new()
        {
            MessageId = id,
            Event = @event.GetType().Name,
            Body = WireFormat.Write(@event, id, now, headers),
            ContentType = WireFormat.ContentType,
            Headers = headers.Count == 0 ? "{}" : JsonSerializer.Serialize(headers),
            TraceParent = Activity.Current?.Id,
            StoredAt = now,
        };
    }
}
