using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Acceptance;

/// <summary>What the site answered to one call.</summary>
public record Answer(HttpStatusCode Status, HttpResponseHeaders Headers, string? ContentType, string Body)
{
    // A field that the design names and the answer lacks is a failure; a field too many is not.
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        RespectRequiredConstructorParameters = true,
        RespectNullableAnnotations = true,
    };

    public string ETag => Headers.ETag?.ToString() ?? throw new InvalidOperationException($"No ETag in {this}");

    public static async Task<Answer> From(HttpResponseMessage response) => new(
        response.StatusCode,
        response.Headers,
        response.Content.Headers.ContentType?.MediaType,
        await response.Content.ReadAsStringAsync());

    /// <summary>The body, read strictly: a failure shows the whole answer.</summary>
    public T As<T>()
    {
        try
        {
            return Parse<T>(Body);
        }
        catch (JsonException error)
        {
            throw new InvalidOperationException($"Not a {typeof(T).Name}: {error.Message} {this}", error);
        }
    }

    public static T Parse<T>(string json) =>
        JsonSerializer.Deserialize<T>(json, Json) ?? throw new JsonException("It is null.");

    /// <summary>Holds that this is <paramref name="status"/>; otherwise shows the whole answer.</summary>
    public Answer Is(HttpStatusCode status)
    {
        Assert.True(Status == status, $"Expected {(int)status}, got {this}");
        return this;
    }

    /// <summary>Holds that this is RFC 9457 problem details of that status, with a trace to look it up by.</summary>
    public JsonNode IsProblem(HttpStatusCode status)
    {
        Is(status);
        Assert.Equal("application/problem+json", ContentType);

        var problem = JsonNode.Parse(Body)!;
        Assert.Equal((int)status, (int?)problem["status"]);
        Assert.False(string.IsNullOrEmpty((string?)problem["traceId"]), $"No traceId in {this}");
        Assert.DoesNotContain("   at ", Body, StringComparison.Ordinal);
        return problem;
    }

    /// <summary>Holds that this is a 400 that names the field, or something within it.</summary>
    public void Names(string field)
    {
        var errors = IsProblem(HttpStatusCode.BadRequest)["errors"] as JsonObject;
        Assert.True(
            errors?.Any(error => error.Key.StartsWith(field, StringComparison.Ordinal)) ?? false,
            $"Expected {field} to be named in {this}");
    }

    public override string ToString() => $"{(int)Status} {ContentType} {Body}";
}
