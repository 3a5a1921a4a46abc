using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Acceptance;

/// <summary>JSON that no honest client would send.</summary>
public static class Json
{
    /// <summary>Any text, called JSON unless told otherwise.</summary>
    public static HttpContent Content(string text, string type = "application/json")
    {
        var content = new StringContent(text);
        content.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
        return content;
    }

    /// <summary>
    /// The object with one field, such as <c>stages[0].title</c>, set to other JSON; empty JSON removes it.
    /// </summary>
    public static JsonNode With(object value, string field, string json)
    {
        var root = JsonSerializer.SerializeToNode(value, JsonSerializerOptions.Web)!;
        var names = field.Split('.');
        var parent = names[..^1].Aggregate(root, Below).AsObject();

        if (json is "")
        {
            parent.Remove(names[^1]);
        }
        else
        {
            parent[names[^1]] = JsonNode.Parse(json);
        }

        return root;
    }

    // "stages[0]" is the first of the array "stages".
    private static JsonNode Below(JsonNode parent, string name) =>
        name.TrimEnd(']').Split('[') is [var array, var index]
            ? parent[array]![int.Parse(index, null)]!
            : parent[name]!;
}
