using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Unicode;
using Messaging.Outbox;
using RabbitMQ.Client;

namespace Messaging.DeadLetters;

/// <summary>
/// The headers of a message that failed, as JSON (see <see cref="MessageHeaders"/>). Of numbers the value is kept, not
/// the width; what is nested too deep is lost, and is an object that says so: <c>{"tooDeep": true}</c>.
/// </summary>
internal static class FailedHeaders
{
    // A client shows so many without a word; System.Text.Json reads 64 unless told otherwise.
    private const int DeepestShown = 32;

    // MassTransit's own, added when it set the message aside; and the client's number of a confirm.
    private static readonly string[] AddedByFailing = ["MT-Fault-", "MT-Reason", "MT-Host-", "x-dotnet-pub-seq-no"];

    /// <summary>An AMQP table as JSON: bytes are text if they are UTF-8, or else <c>{"base64": …}</c>.</summary>
    public static JsonObject ToJson(IEnumerable<KeyValuePair<string, object?>> headers) => ToJson(headers, depth: 1);

    /// <summary>The headers that the message had before it failed.</summary>
    public static string Original(string stored)
    {
        var headers = MessageHeaders.Parse(stored);
        foreach (var (name, _) in headers.Where(header => IsAdded(header.Key)).ToList())
        {
            headers.Remove(name);
        }

        return headers.ToJsonString();
    }

    /// <summary>The headers for people to read: what is nested deep is text.</summary>
    public static JsonNode Shown(string stored)
    {
        try
        {
            return Shown(MessageHeaders.Parse(stored), depth: 1)!;
        }
        catch (JsonException)
        {
            return new JsonObject { ["unreadable"] = stored };
        }
    }

    /// <summary>A header's text, which is bytes on the wire; null where there is none.</summary>
    public static string? Text(this JsonObject headers, string name) =>
        headers[name] is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    private static bool IsAdded(string name) =>
        AddedByFailing.Any(added => name.StartsWith(added, StringComparison.Ordinal));

    private static JsonObject ToJson(IEnumerable<KeyValuePair<string, object?>> headers, int depth) =>
        new(headers.Select(header => KeyValuePair.Create(header.Key, ToJson(header.Value, depth + 1))));

    private static JsonNode? ToJson(object? value, int depth) => value switch
    {
        null => null,
        byte[] bytes when Utf8.IsValid(bytes) => Encoding.UTF8.GetString(bytes),
        byte[] bytes => new JsonObject { ["base64"] = Convert.ToBase64String(bytes) },
        bool truth => truth,
        sbyte or byte or short or ushort or int or uint or long => Convert.ToInt64(value, CultureInfo.InvariantCulture),
        double number when double.IsFinite(number) => number,
        float number when float.IsFinite(number) => number,
        AmqpTimestamp time => new JsonObject { ["timestamp"] = time.UnixTime },
        IDictionary<string, object?> or IEnumerable<object?> when depth >= MessageHeaders.Deepest =>
            new JsonObject { ["tooDeep"] = true },
        IDictionary<string, object?> table => ToJson(table, depth),
        IEnumerable<object?> list => new JsonArray([.. list.Select(item => ToJson(item, depth + 1))]),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture),
    };

    private static JsonNode? Shown(JsonNode? node, int depth) => node switch
    {
        JsonObject or JsonArray when depth > DeepestShown => node.ToJsonString(),
        JsonObject table =>
            new JsonObject(table.Select(entry => KeyValuePair.Create(entry.Key, Shown(entry.Value, depth + 1)))),
        JsonArray list => new JsonArray([.. list.Select(item => Shown(item, depth + 1))]),
        _ => node?.DeepClone(),
    };
}
