using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.Unicode;
using RabbitMQ.Client;

namespace Messaging.DeadLetters;

/// <summary>
/// A message's headers as JSON and back. Of numbers the value is kept, not the width; what JSON has no word for is an
/// object of one member: <c>{"base64": …}</c> for bytes that are no text, <c>{"timestamp": …}</c> for AMQP's time.
/// </summary>
internal static class MessageHeaders
{
    // MassTransit's own, added when it set the message aside; and the client's number of a confirm.
    private static readonly string[] AddedByFailing = ["MT-Fault-", "MT-Reason", "MT-Host-", "x-dotnet-pub-seq-no"];

    public static JsonObject ToJson(IEnumerable<KeyValuePair<string, object?>> headers) =>
        new(headers.Select(header => KeyValuePair.Create(header.Key, ToJson(header.Value))));

    /// <summary>The headers that the message had before it failed.</summary>
    public static Dictionary<string, object?> Original(string json) => FromJson(JsonNode.Parse(json)!.AsObject()
        .Where(header => !AddedByFailing.Any(name => header.Key.StartsWith(name, StringComparison.Ordinal))));

    /// <summary>A header's text, which is bytes on the wire; null where there is none.</summary>
    public static string? Text(this JsonObject headers, string name) =>
        headers[name] is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    private static JsonNode? ToJson(object? value) => value switch
    {
        null => null,
        byte[] bytes when Utf8.IsValid(bytes) => System.Text.Encoding.UTF8.GetString(bytes),
        byte[] bytes => new JsonObject { ["base64"] = Convert.ToBase64String(bytes) },
        bool truth => truth,
        sbyte or byte or short or ushort or int or uint or long => Convert.ToInt64(value, CultureInfo.InvariantCulture),
        double number when double.IsFinite(number) => number,
        float number when float.IsFinite(number) => number,
        AmqpTimestamp time => new JsonObject { ["timestamp"] = time.UnixTime },
        IDictionary<string, object?> table => ToJson(table.AsEnumerable()),
        IEnumerable<object?> list => new JsonArray([.. list.Select(ToJson)]),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture),
    };

    private static Dictionary<string, object?> FromJson(IEnumerable<KeyValuePair<string, JsonNode?>> headers) =>
        headers.ToDictionary(header => header.Key, header => FromJson(header.Value));

    private static object? FromJson(JsonNode? node) => node switch
    {
        null => null,
        JsonArray list => list.Select(FromJson).ToList(),
        JsonObject { Count: 1 } bytes when bytes.Text("base64") is { } text => Convert.FromBase64String(text),
        JsonObject { Count: 1 } time when time["timestamp"] is JsonValue seconds => new AmqpTimestamp((long)seconds),
        JsonObject table => FromJson(table.AsEnumerable()),
        JsonValue value when value.TryGetValue<string>(out var text) => text,
        JsonValue value when value.TryGetValue<bool>(out var truth) => truth,
        JsonValue value when value.TryGetValue<long>(out var number) => number,
        _ => (double)node,
    };
}
