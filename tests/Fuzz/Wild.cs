using System.Text.Json;
using System.Text.Json.Nodes;
using CsCheck;

namespace Fuzz;

/// <summary>Values that nobody expects, and valid ones with something wrong.</summary>
internal static class Wild
{
    private static readonly Gen<string> Nasty = Gen.OneOf<string>(
        "", " ", "\0", "\n", "\r\nX: y", "null", "undefined", "NaN", "-1", "0", "1e999", "99999999999999999999", "0x10",
        "lesson, celebration", "1", "..", "../..", "%", "%zz", "%00", "%ff%fe", "%c0%ae", "a/b", "a\\b", "'; --", "\"",
        "[", "*", "\uD800", "\uFFFF", "\u202E", "🎓", "É", "ﷺ", "İ", "ſ", "<script>", "{{7*7}}", "${x}", "\u001b[2J",
        "2026-13-45", "0001-01-01T00:00:00Z", "9999-12-31T23:59:59.9999999Z", "9999-12-31T23:59:59-14:00",
        "00000000-0000-0000-0000-000000000000",
        "urn:message:x", "W/\"1\"", "\"1\"", "\"1", "bytes=0-1", new string('a', 101), new string('a', 5000));

    public static readonly Gen<string> Text = Gen.Frequency<string>(
        (2, Nasty), (1, Gen.String[0, 40]), (1, Gen.String.AlphaNumeric));

    /// <summary>Any JSON, as text.</summary>
    public static readonly Gen<string> Json = Gen.OneOf<string>(
        Text.Select(text => JsonSerializer.Serialize(text)),
        Gen.OneOf<string>(
            "null", "true", "-1", "0", "2147483648", "1e400", "0.5", "[]", "{}", "[null]", "[[]]", "{\"\":null}",
            "{\"a\":1,\"a\":2}", "\"\\ud800\"",
            string.Concat(Enumerable.Repeat("[", 100)) + string.Concat(Enumerable.Repeat("]", 100))),
        Text.Array[0, 3].Select(texts => JsonSerializer.Serialize(texts)));

    /// <summary>This JSON as it is, with one thing wrong, or something else altogether.</summary>
    public static Gen<string> Like(string json) => Gen.Frequency<string>(
        (3, Gen.Const(json)),
        (8, Gen.Select(
            Gen.Int[0, 1000], Gen.Int[0, 3], Json, Text,
            (place, what, value, name) => Damaged(json, place, what, value, name))),
        (1, Gen.Int[0, json.Length].Select(length => json[..length])),
        (1, Json),
        (1, Text));

    private static string Damaged(string json, int place, int what, string value, string name)
    {
        // The value stands in quotes until the very end: it may be nothing that a JSON document can hold.
        const string Mark = "here-it-goes";
        var root = JsonNode.Parse(json)!;
        var places = Values(root).ToList();
        var (parent, key) = places[place % places.Count];

        switch (parent, what)
        {
            case (JsonObject members, 0):
                members.Remove((string)key);
                break;
            case (JsonObject members, 1):
                members.Add($"x{name}", Mark);
                break;
            case (JsonObject members, _):
                members[(string)key] = Mark;
                break;
            case (JsonArray items, 0):
                items.RemoveAt((int)key);
                break;
            case (JsonArray items, 1):
                items.Add(items[(int)key]!.DeepClone());
                break;
            case (JsonArray items, _):
                items[(int)key] = Mark;
                break;
        }

        return root.ToJsonString().Replace($"\"{Mark}\"", value, StringComparison.Ordinal);
    }

    private static IEnumerable<(JsonNode Parent, object Key)> Values(JsonNode? node) => node switch
    {
        JsonObject members => members.SelectMany(member => Values(member.Value).Prepend((members, member.Key))),
        JsonArray items => items.SelectMany((item, index) => Values(item).Prepend((items, index))),
        _ => [],
    };
}
