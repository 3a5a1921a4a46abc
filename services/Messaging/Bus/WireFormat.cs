using System.Text.Json;

namespace Messaging.Bus;

/// <summary>How events are read from the wire.</summary>
public static class WireFormat
{
    /// <summary>
    /// An event with a field missing can't be handled: its reader throws, and it goes to <c>&lt;queue&gt;_error</c>.
    /// A property that is added to a contract later is therefore nullable, and null unless given.
    /// </summary>
    public static JsonSerializerOptions Strict(JsonSerializerOptions options) => new(options)
    {
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    };
}
