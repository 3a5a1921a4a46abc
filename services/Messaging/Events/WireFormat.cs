using System.Text.Json;

namespace Messaging.Events;

/// <summary>How events are written to the wire and read from it: as MassTransit does, in its envelope.</summary>
public static class WireFormat
{
    public const string ContentType = "application/vnd.masstransit+json";

    /// <summary>The header that carries when a repeated event first happened.</summary>
    public const string RepeatOfHeader = "Repeat-Of";

    /// <summary>
    /// An event with a field missing can't be handled: its reader throws, and it goes to <c>&lt;queue&gt;_error</c>.
    /// A property that is added to a contract later is therefore nullable, and null unless given.
    /// </summary>
    public static JsonSerializerOptions Strict(JsonSerializerOptions options) => new(options)
    {
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    };

    /// <summary>The bytes of an event's message.</summary>
    public static byte[] Write(
        object @event, Guid messageId, DateTime sentTime, IReadOnlyDictionary<string, string> headers) =>
        JsonSerializer.SerializeToUtf8Bytes(
            new Envelope(messageId, [$"urn:message:{NameOf(@event.GetType())}"], @event, sentTime, headers),
            JsonSerializerOptions.Web);

    /// <summary>The name of the exchange that an event is published to.</summary>
    public static string NameOf(Type @event) => $"{@event.Namespace}:{@event.Name}";

    private sealed record Envelope(
        Guid MessageId, string[] MessageType, object Message, DateTime SentTime,
        IReadOnlyDictionary<string, string> Headers);
}
