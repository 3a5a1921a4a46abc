using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace Gateway.Tests;

internal static class Answers
{
    public static async Task<JsonNode> Json(this HttpClient client, string path)
    {
        using var answer = await client.GetAsync(path);

        return await answer.EnsureSuccessStatusCode().Json();
    }

    public static async Task<JsonNode> Json(this HttpResponseMessage answer) =>
        (await answer.Content.ReadFromJsonAsync<JsonNode>())!;

    /// <summary>Asserts that the answer is a problem of this status, with a trace and nothing of the inside.</summary>
    public static async Task<JsonNode> IsProblem(this HttpResponseMessage answer, HttpStatusCode status)
    {
        Assert.Equal(status, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);

        var problem = await answer.Json();
        Assert.Equal((int)status, (int?)problem["status"]);
        Assert.Matches("^[0-9a-f]{32}$", (string?)problem["traceId"]);
        Assert.DoesNotContain("   at ", problem.ToJsonString(), StringComparison.Ordinal);

        return problem;
    }
}
