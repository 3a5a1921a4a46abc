using System.Text.Json;
using System.Text.Json.Nodes;
using RabbitMQ.Client;

namespace Messaging.Outbox;

/// <summary>
/// Reads a message's headers from JSON. What JSON has no word for is an object of one member: <c>{"base64": …}</c>
/// for bytes that are no text, <c>{"timestamp": …}</c> for AMQP's time.
/// </summary>
public static class MessageHeaders
{
    /// <summary>How deep they may be nested: as deep as JSON can be written here.</summary>
    public const int Deepest = 1000;

    /// <summary>The headers as AMQP has them. Throws what says why they can't be read.</summary>
    public static Dictionary<string, object?> Read(string json) => Table(Parse(json));

    /// <summary>The headers as they are stored.</summary>
    public static JsonObject Parse(string json) =>
        JsonNode.Parse(json, documentOptions: new() { MaxDepth = Deepest })!.AsObject();

    private static Dictionary<string, object?> Table(JsonObject headers) =>
        headers.ToDictionary(header => header.Key, header => Value(header.Value));

    private static object? Value(JsonNode? node) => node switch
    {
        null => null,
        JsonArray list => list.Select(Value).ToList(),
        JsonObject { Count: 1 } bytes when bytes["base64"] is JsonValue text => Convert.FromBase64String((string)text!),
        JsonObject { Count: 1 } time when time["timestamp"] is JsonValue seconds => new AmqpTimestamp((long)seconds),
        JsonObject { Count: 1 } rest when rest["tooDeep"] is JsonValue =>
            throw new JsonException($"Headers were nested deeper than {Deepest}, and are lost."),
        JsonObject table => Table(table),
        JsonValue value when value.TryGetValue<string>(out var text) => text,
        JsonValue value when value.TryGetValue<bool>(out var truth) => truth,
        JsonValue value when value.TryGetValue<long>(out var number) => number,
        _ => (double)node,
    };
}
