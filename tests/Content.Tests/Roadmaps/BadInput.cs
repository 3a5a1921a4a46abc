using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Content.Tests.Roadmaps;

/// <summary>What a caller gets wrong is a 4xx problem that names the field, and changes nothing.</summary>
[Collection(nameof(ContentService))]
public partial class BadInput(ContentUnderTest content)
{
    private readonly string slug = Course.NewSlug();

    private string Address => $"/api/roadmaps/{slug}";

    [Theory]
    [InlineData("title", null)]
    [InlineData("title", "null")]
    [InlineData("title", "\"\"")]
    [InlineData("title", "\"  \"")]
    [InlineData("title", "17")]
    [InlineData("title", "{}")]
    [InlineData("title", "\"a\\u0000b\"")]
    [InlineData("title", "\"a\\nb\"")]
    [InlineData("title", "201 letters")]
    [InlineData("slug", "\"another-slug\"")]
    [InlineData("slug", "7")]
    [InlineData("summary", "2001 letters")]
    [InlineData("summary", "\"a\\u001bb\"")]
    [InlineData("tags", "\"http\"")]
    [InlineData("tags", "[null]")]
    [InlineData(
        "tags",
        "[\"a\",\"a\",\"a\",\"a\",\"a\",\"a\",\"a\",\"a\",\"a\",\"a\",\"a\","
        + ""
        + "\"a\",\"a\",\"a\",\"a\",\"a\",\"a\",\"a\",\"a\",\"a\",\"a\"]")]
    [InlineData("tags[0]", "\"Not a slug\"")]
    [InlineData("tags[0]", "\"\"")]
    [InlineData("stages", null)]
    [InlineData("stages", "null")]
    [InlineData("stages", "{}")]
    [InlineData("stages", "[null]")]
    [InlineData("stages[0].title", "\"\"")]
    [InlineData("stages[0].colour", "1")]
    [InlineData("stages[0].lessons", "null")]
    [InlineData("stages[0].lessons", "[null]")]
    [InlineData("stages[0].lessons[1].slug", "\"one\"")]
    [InlineData("stages[0].lessons[1].slug", "\"One\"")]
    [InlineData("stages[0].lessons[1].slug", "\"\"")]
    [InlineData("stages[0].lessons[1].slug", "\"a--b\"")]
    [InlineData("stages[0].lessons[1].slug", "\"a\\n\"")]
    [InlineData("stages[0].lessons[1].slug", "101 letters")]
    [InlineData("stages[0].lessons[1].title", null)]
    [InlineData("stages[0].lessons[1].kind", "\"video\"")]
    [InlineData("stages[0].lessons[1].kind", "\"article, project\"")]
    [InlineData("stages[0].lessons[1].kind", "1")]
    [InlineData("stages[0].lessons[1].kind", "null")]
    [InlineData("stages[0].lessons[1].minutes", "-1")]
    [InlineData("stages[0].lessons[1].minutes", "10001")]
    [InlineData("stages[0].lessons[1].minutes", "1.5")]
    [InlineData("stages[0].lessons[1].minutes", "\"1\"")]
    [InlineData("stages[0].lessons[1].minutes", "99999999999999999999")]
    [InlineData("stages[0].lessons[1].body", "null")]
    [InlineData("stages[0].lessons[1].body", "\"a\\u0007\"")]
    [InlineData("stages[0].lessons[1].body", "100001 letters")]
    [InlineData("stages[0].lessons[1].resources", "null")]
    [InlineData("stages[0].lessons[1].resources[0].title", "\"\"")]
    [InlineData("stages[0].lessons[1].resources[0].url", "\"javascript:alert(1)\"")]
    [InlineData("stages[0].lessons[1].resources[0].url", "\"//example.org\"")]
    [InlineData("stages[0].lessons[1].resources[0].url", "\"https://\"")]
    [InlineData("stages[0].lessons[1].resources[0].url", "\" https://example.org\"")]
    [InlineData("stages[0].lessons[1].resources[0].url", "\"ftp://example.org\"")]
    [InlineData("colour", "\"red\"")]
    public async Task A_field_that_is_wrong_is_named(string field, string? json)
    {
        var text = Course.Text(lessons: ["one", "two"]);
        Set(text, field, json);

        var response = await content.Author.PutAsJsonAsync(Address, text);

        await IsNamed(field, response);
        Assert.Equal(HttpStatusCode.NotFound, (await content.Author.GetAsync(Address)).StatusCode);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("\"text\"")]
    [InlineData("{\"title\":\"x\",\"stages\":[]}}")]
    public async Task A_body_that_is_no_roadmap_is_refused(string body)
    {
        var response = await content.Author.PutAsync(Address, Json(body));

        await IsNamed("$", response);
    }

    [Theory]
    [InlineData("""{"title":"one","title":"two","stages":[]}""", "title")]
    [InlineData("""{"title":"half of a pair: \ud800","stages":[]}""", "title")]
    public async Task What_no_text_is_made_of_is_named(string body, string field)
    {
        var response = await content.Author.PutAsync(Address, Json(body));

        await IsNamed(field, response);
    }

    [Theory]
    // A client may send back what it has read, and whatever it makes of it.
    [InlineData("null")]
    [InlineData("[[1, {\"a\": 1e999999}]]")]
    [InlineData("{\"a\": \"half of a pair: \\ud800\"}")]
    [InlineData("\"draft\"")]
    public async Task A_field_that_is_ignored_may_be_anything(string json)
    {
        foreach (var field in new[] { "status", "revision", "updatedAt" })
        {
            var body = $$"""{"title":"One","stages":[],"{{field}}":{{json}}}""";

            var response = await content.Author.PutAsync($"{Address}-{field.ToLowerInvariant()}", Json(body));

            Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        }
    }

    [Theory]
    [InlineData("{\"a\": 1, \"a\": 2}")]
    [InlineData("[{\"b\": {\"a\": 1, \"a\": 2}}]")]
    public async Task What_is_given_twice_is_refused_where_it_is_ignored_too(string json)
    {
        var body = $$"""{"title":"One","stages":[],"status":{{json}}}""";

        await IsNamed("status", await content.Author.PutAsync(Address, Json(body)));
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/json; charset=utf-7")]
    public async Task A_body_that_is_not_JSON_in_UTF8_answers_415(string type)
    {
        var body = new ByteArrayContent("{}"u8.ToArray());
        body.Headers.TryAddWithoutValidation("Content-Type", type);

        var response = await content.Author.PutAsync(Address, body);

        await IsProblem(HttpStatusCode.UnsupportedMediaType, response);
    }

    [Fact]
    public async Task A_body_over_a_megabyte_answers_413()
    {
        var text = Course.Text(lessons: [.. Enumerable.Range(0, 20).Select(lesson => $"lesson-{lesson}")]);
        foreach (var lesson in text["stages"]![0]!["lessons"]!.AsArray())
        {
            lesson!["body"] = new string('x', 60_000);
        }

        var response = await content.Author.PutAsJsonAsync(Address, text);

        await IsProblem(HttpStatusCode.RequestEntityTooLarge, response);
    }

    [Theory]
    [InlineData("limit=0", "limit")]
    [InlineData("limit=101", "limit")]
    [InlineData("limit=abc", "limit")]
    [InlineData("limit=99999999999", "limit")]
    [InlineData("after=abc", "after")]
    [InlineData("after=W251bGxd", "after")]
    [InlineData("after=bnVsbA", "after")]
    [InlineData("after=", "after")]
    [InlineData("tag=Not%20a%20slug", "tag")]
    public async Task A_query_that_is_wrong_is_named(string query, string field) =>
        await IsNamed(field, await content.Anonymous().GetAsync($"/api/roadmaps?{query}"));

    [Fact]
    public async Task A_search_of_more_than_200_characters_is_refused() =>
        await IsNamed("search", await content.Anonymous().GetAsync($"/api/roadmaps?search={new string('a', 201)}"));

    [Fact]
    public async Task A_search_with_a_control_character_is_refused() =>
        await IsNamed("search", await content.Anonymous().GetAsync("/api/roadmaps?search=%00"));

    [Theory]
    [InlineData("/api/roadmaps/Not-A-Slug", "roadmap")]
    [InlineData("/api/roadmaps/a--b/statistics", "roadmap")]
    [InlineData("/api/roadmaps/a/lessons/%20", "lesson")]
    public async Task A_path_without_a_slug_is_named(string path, string field) =>
        await IsNamed(field, await content.Anonymous().GetAsync(path));

    private static StringContent Json(string body) => new(body, Encoding.UTF8, "application/json");

    private static async Task IsNamed(string field, HttpResponseMessage response)
    {
        var problem = await IsProblem(HttpStatusCode.BadRequest, response);
        Assert.Contains(field, problem["errors"]!.AsObject().Select(error => error.Key));
    }

    private static async Task<JsonObject> IsProblem(HttpStatusCode status, HttpResponseMessage response)
    {
        Assert.Equal(status, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        var problem = await response.Json();
        Assert.NotNull(problem["traceId"]);
        return problem;
    }

    // Sets a field by the path that a problem names it with; null removes it.
    private static void Set(JsonObject text, string path, string? json)
    {
        var steps = Step().Matches(path).Select(step => step.Value).ToList();
        JsonNode parent = text;
        foreach (var step in steps[..^1])
        {
            parent = int.TryParse(step, out var index) ? parent[index]! : parent[step]!;
        }

        var value = json?.EndsWith(" letters", StringComparison.Ordinal) is true
            ? JsonSerializer.Serialize(new string('x', int.Parse(json.Split(' ')[0])))
            : json;

        if (value is null)
        {
            parent.AsObject().Remove(steps[^1]);
        }
        else if (parent is JsonArray list)
        {
            list[int.Parse(steps[^1])] = JsonNode.Parse(value);
        }
        else
        {
            parent[steps[^1]] = JsonNode.Parse(value);
        }
    }

    [GeneratedRegex(@"\w+")]
    private static partial Regex Step();
}
