using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace Content.Tests.Roadmaps;

[Collection(nameof(ContentService))]
public class WritingRoadmaps(ContentUnderTest content)
{
    private readonly string slug = Course.NewSlug();

    private string Address => $"/api/roadmaps/{slug}";

    [Fact]
    public async Task Creating_answers_201_with_a_draft_of_revision_1()
    {
        var response = await content.Author.PutAsJsonAsync(Address, Course.Text());

        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        Assert.Equal(Address, response.Headers.Location?.ToString());
        Assert.Equal("\"1\"", response.Headers.ETag?.ToString());
        var roadmap = await response.Json();
        Assert.Equal("draft", (string?)roadmap["status"]);
        Assert.Equal(1, (int?)roadmap["revision"]);
        Assert.EndsWith("Z", (string?)roadmap["updatedAt"]);
    }

    [Fact]
    public async Task What_was_written_is_what_is_read()
    {
        var text = Course.Text(title: "Ünïcode \"quoted\" <b>", summary: "Σ", lessons: ["one", "two"]);
        await content.Author.PutAsJsonAsync(Address, text);

        var read = await content.Author.GetFromJsonAsync<JsonObject>(Address);

        Assert.Equal(slug, (string?)read!["slug"]);
        Assert.All(text, field => Assert.True(JsonNode.DeepEquals(field.Value, read[field.Key]), field.Key));
    }

    [Fact]
    public async Task What_was_read_can_be_sent_back()
    {
        await content.Author.PutAsJsonAsync(Address, Course.Text());
        var read = await content.Author.GetFromJsonAsync<JsonObject>(Address);

        var response = await content.Replace(slug, read!, "\"1\"");

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("draft", (string?)(await response.Json())["status"]);
    }

    [Fact]
    public async Task Status_revision_and_time_are_not_the_authors_to_set()
    {
        var text = Course.Text();
        text["status"] = "published";
        text["revision"] = 17;
        text["updatedAt"] = new JsonObject();

        var roadmap = await (await content.Author.PutAsJsonAsync(Address, text)).Json();

        Assert.Equal("draft", (string?)roadmap["status"]);
        Assert.Equal(1, (int?)roadmap["revision"]);
    }

    [Fact]
    public async Task Creating_only_what_is_absent_refuses_what_exists()
    {
        var author = content.Author;
        author.DefaultRequestHeaders.Add("If-None-Match", "*");

        Assert.Equal(HttpStatusCode.Created, (await author.PutAsJsonAsync(Address, Course.Text())).StatusCode);
        Assert.Equal(
            HttpStatusCode.PreconditionFailed, (await author.PutAsJsonAsync(Address, Course.Text("Other"))).StatusCode);
        Assert.Equal("A course", (string?)(await content.Author.GetFromJsonAsync<JsonObject>(Address))!["title"]);
    }

    [Fact]
    public async Task Replacing_answers_200_with_the_next_revision()
    {
        await content.Author.PutAsJsonAsync(Address, Course.Text());

        var response = await content.Replace(slug, Course.Text("Better"), "\"1\"");

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("\"2\"", response.Headers.ETag?.ToString());
        Assert.Equal("Better", (string?)(await response.Json())["title"]);
    }

    [Fact]
    public async Task Replacing_without_a_precondition_answers_428()
    {
        await content.Author.PutAsJsonAsync(Address, Course.Text());

        var response = await content.Author.PutAsJsonAsync(Address, Course.Text("Other"));

        Assert.Equal(HttpStatusCode.PreconditionRequired, response.StatusCode);
    }

    [Theory]
    [InlineData("\"1\"")]
    [InlineData("W/\"2\"")]
    [InlineData("2")]
    public async Task Replacing_on_a_revision_that_is_not_the_newest_answers_412_and_changes_nothing(string ifMatch)
    {
        await content.Author.PutAsJsonAsync(Address, Course.Text());
        await content.Replace(slug, Course.Text("Second"), "\"1\"");

        var response = await content.Replace(slug, Course.Text("Third"), ifMatch);

        Assert.Equal(HttpStatusCode.PreconditionFailed, response.StatusCode);
        Assert.Equal("Second", (string?)(await content.Author.GetFromJsonAsync<JsonObject>(Address))!["title"]);
    }

    [Fact]
    public async Task Replacing_what_is_absent_answers_412() =>
        Assert.Equal(HttpStatusCode.PreconditionFailed, (await content.Replace(slug, Course.Text())).StatusCode);

    [Fact]
    public async Task Of_many_who_replace_the_same_revision_one_succeeds()
    {
        await content.Author.PutAsJsonAsync(Address, Course.Text());

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(
            author => content.Replace(slug, Course.Text($"By {author}"), "\"1\"")));

        Assert.Single(answers, answer => answer.StatusCode is HttpStatusCode.OK);
        Assert.Equal(19, answers.Count(answer => answer.StatusCode is HttpStatusCode.PreconditionFailed));
    }

    [Fact]
    public async Task A_learner_writes_nothing()
    {
        var learner = content.As("lea", "learner");

        Assert.Equal(HttpStatusCode.Forbidden, (await learner.PutAsJsonAsync(Address, Course.Text())).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await learner.PostAsync($"{Address}/publish", null)).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await learner.PostAsync($"{Address}/retire", null)).StatusCode);
        Assert.Equal(
            HttpStatusCode.Forbidden, (await learner.PostAsync("/api/operations/content/republish", null)).StatusCode);
    }

    [Fact]
    public async Task Nobody_without_a_token_writes_anything()
    {
        var response = await content.Anonymous().PutAsJsonAsync(Address, Course.Text());

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.NotEmpty(response.Headers.WwwAuthenticate);
    }
}
