using System.Net;
using System.Net.Mime;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Gateway.Moving;

/// <summary>What matters of an answer when two owners are compared: status, ETag and JSON.</summary>
public sealed record ShadowAnswer(HttpStatusCode Status, string? ETag, JsonNode? Json)
{
    public static async Task<ShadowAnswer> From(HttpResponseMessage answer, CancellationToken cancellation)
    {
        var text = await answer.Content.ReadAsStringAsync(cancellation);
        // A problem names its own trace, and words are no part of the contract.
        var isJson = answer.Content.Headers.ContentType?.MediaType == MediaTypeNames.Application.Json;

        return new(answer.StatusCode, answer.Headers.ETag?.ToString(), isJson ? Parse(text) : null);
    }

    public bool IsLike(ShadowAnswer other) =>
        Status == other.Status && ETag == other.ETag && JsonNode.DeepEquals(Json, other.Json);

    private static JsonNode? Parse(string text)
    {
        try
        {
            return JsonNode.Parse(text);
        }
        catch (JsonException)
        {
            return JsonValue.Create(text);
        }
    }
}
