using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using static Acceptance.Roadmaps.RoadmapCalls;

namespace Acceptance.Roadmaps;

public class RefusingRoadmaps(Site site)
{
    private static readonly string Word101 = new('x', 101);
    private static readonly string Words = new('x', 201);

    public static TheoryData<string, string> BadFields => new()
    {
        { "slug", "\"another\"" },
        { "title", "" },
        { "title", "null" },
        { "title", "7" },
        { "title", "\"\"" },
        { "title", "\"  \"" },
        { "title", $"\"{Words}\"" },
        { "title", "\"A\\u0000B\"" },
        { "title", "\"A\\u001bB\"" },
        { "summary", "null" },
        { "summary", "\"A\\u0000B\"" },
        { "tags", "null" },
        { "tags", "\"testing\"" },
        { "tags", "[\"\"]" },
        { "tags", "[null]" },
        { "stages", "null" },
        { "stages", "{}" },
        { "stages", "[null]" },
        { "stages[0].title", "\"\"" },
        { "stages[0].title", $"\"{Words}\"" },
        { "stages[0].lessons", "null" },
        { "stages[0].lessons[0].slug", "\"Not a slug\"" },
        { "stages[0].lessons[0].slug", "\"-one\"" },
        { "stages[0].lessons[0].slug", "\"one--two\"" },
        { "stages[0].lessons[0].slug", $"\"{Word101}\"" },
        { "stages[0].lessons[0].title", "\"\"" },
        { "stages[0].lessons[0].kind", "\"song\"" },
        { "stages[0].lessons[0].kind", "0" },
        { "stages[0].lessons[0].minutes", "-1" },
        { "stages[0].lessons[0].minutes", "\"ten\"" },
        { "stages[0].lessons[0].minutes", "1.5" },
        { "stages[0].lessons[0].minutes", "99999999999" },
        { "stages[0].lessons[0].body", "null" },
        { "stages[0].lessons[0].resources[0].title", "\"\"" },
        { "stages[0].lessons[0].resources[0].url", "\"javascript:alert(1)\"" },
        { "stages[0].lessons[0].resources[0].url", "\"/relative\"" },
        { "stages[0].lessons[0].resources[0].url", "\"ftp://example.org\"" },
        { "colour", "\"green\"" },
        { "stages[0].colour", "\"green\"" },
        { "stages[0].lessons[0].colour", "\"green\"" },
    };

    [Theory]
    [MemberData(nameof(BadFields))]
    public async Task A_bad_field_is_refused_by_name_and_nothing_changed(string field, string json)
    {
        var author = await site.Author();
        var draft = await author.Create(Draft.Of("one"));
        var etag = (await author.Get(draft.Path)).ETag;

        (await author.Put(draft.Path, Json.With(draft, field, json), IfMatch(etag))).Names(field);

        Assert.Equal(etag, (await author.Get(draft.Path)).ETag);
    }

    [Fact]
    public async Task A_lesson_slug_that_occurs_twice_is_refused()
    {
        var author = await site.Author();
        var draft = Draft.Of("one", "two", "one");

        (await author.Put(draft.Path, draft)).Names("stages");

        (await author.Get(draft.Path)).IsProblem(HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData("Upper-Case")]
    [InlineData("under_score")]
    [InlineData("-hyphen")]
    [InlineData("two--hyphens")]
    [InlineData("ümlaut")]
    [InlineData("a%2Fb")]
    [InlineData("a%20b")]
    public async Task A_path_that_is_no_slug_is_refused(string slug)
    {
        var author = await site.Author();
        var draft = Draft.Of("one") with { Slug = slug };

        var answer = await author.Put(draft.Path, draft);

        Assert.InRange((int)answer.Status, 400, 499);
        answer.IsProblem(answer.Status);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("\"text\"")]
    [InlineData("{\"title\":\"\u0001\"}")]
    public async Task What_is_no_roadmap_is_refused(string body)
    {
        var author = await site.Author();
        var path = Draft.Of().Path;

        (await author.Put(path, Json.Content(body))).IsProblem(HttpStatusCode.BadRequest);

        (await author.Get(path)).IsProblem(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task JSON_that_is_nested_without_end_is_refused()
    {
        var author = await site.Author();
        var deep = new string('[', 10_000) + new string(']', 10_000);

        (await author.Put(Draft.Of().Path, Json.Content(deep))).IsProblem(HttpStatusCode.BadRequest);
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/xml")]
    [InlineData("application/json; charset=utf-7")]
    [InlineData("application/json; charset=nonsense")]
    public async Task Another_content_type_is_refused(string type)
    {
        var author = await site.Author();
        var draft = Draft.Of("one");
        var body = JsonSerializer.Serialize(draft, JsonSerializerOptions.Web);

        (await author.Put(draft.Path, Json.Content(body, type))).IsProblem(HttpStatusCode.UnsupportedMediaType);

        (await author.Get(draft.Path)).IsProblem(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_body_over_1_MB_is_refused()
    {
        var author = await site.Author();
        var draft = Draft.Of("one");
        var large = Json.With(draft, "summary", JsonValue.Create(new string('x', 1_100_000)).ToJsonString());

        (await author.Put(draft.Path, large)).IsProblem(HttpStatusCode.RequestEntityTooLarge);

        (await author.Get(draft.Path)).IsProblem(HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("W/\"1\"")]
    [InlineData("\"\"")]
    [InlineData("\"99999999999999999999\"")]
    public async Task An_ETag_that_no_revision_had_replaces_nothing(string etag)
    {
        var author = await site.Author();
        var draft = await author.Create(Draft.Of("one"));

        var answer = await author.Put(draft.Path, draft with { Title = "Other" }, IfMatch(etag));

        Assert.True(answer.Status is HttpStatusCode.BadRequest or HttpStatusCode.PreconditionFailed, $"{answer}");
        Assert.Equal(draft.Title, (await author.Roadmap(draft.Slug)).Title);
    }
}
