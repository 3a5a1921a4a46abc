using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace Content.Tests.Roadmaps;

[Collection(nameof(ContentService))]
public class ReadingRoadmaps(ContentUnderTest content)
{
    [Fact]
    public async Task A_published_roadmap_is_there_for_anyone()
    {
        var slug = await content.Published("one");

        var response = await content.Anonymous().GetAsync($"/api/roadmaps/{slug}");

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("\"2\"", response.Headers.ETag?.ToString());
        Assert.Equal("no-cache", response.Headers.CacheControl?.ToString());
        Assert.Equal(
            ["slug", "title", "summary", "tags", "status", "revision", "updatedAt", "stages"],
            (await response.Json()).Select(field => field.Key));
    }

    [Fact]
    public async Task A_draft_exists_for_authors_alone()
    {
        var slug = await content.Draft("one");
        string[] addresses =
            [$"/api/roadmaps/{slug}", $"/api/roadmaps/{slug}/lessons/one", $"/api/roadmaps/{slug}/statistics"];

        foreach (var address in addresses)
        {
            Assert.Equal(HttpStatusCode.NotFound, (await content.Anonymous().GetAsync(address)).StatusCode);
            Assert.Equal(HttpStatusCode.NotFound, (await content.As("lea", "learner").GetAsync(address)).StatusCode);
            Assert.Equal(HttpStatusCode.OK, (await content.Author.GetAsync(address)).StatusCode);
        }
    }

    [Fact]
    public async Task No_shared_cache_keeps_a_draft() => Assert.True(
        (await content.Author.GetAsync($"/api/roadmaps/{await content.Draft()}")).Headers.CacheControl?.Private);

    [Theory]
    [InlineData("\"2\"")]
    [InlineData("W/\"2\"")]
    [InlineData("\"1\", \"2\"")]
    [InlineData("*")]
    public async Task Who_has_the_newest_revision_gets_304(string ifNoneMatch)
    {
        var slug = await content.Published("one");
        var reader = content.Anonymous();
        reader.DefaultRequestHeaders.TryAddWithoutValidation("If-None-Match", ifNoneMatch);

        foreach (var address in new[] { $"/api/roadmaps/{slug}", $"/api/roadmaps/{slug}/lessons/one" })
        {
            var response = await reader.GetAsync(address);
            Assert.Equal(HttpStatusCode.NotModified, response.StatusCode);
            Assert.Equal("\"2\"", response.Headers.ETag?.ToString());
            Assert.Empty(await response.Content.ReadAsByteArrayAsync());
        }
    }

    [Fact]
    public async Task Who_has_an_older_revision_gets_the_newest()
    {
        var slug = await content.Published("one");
        var reader = content.Anonymous();
        reader.DefaultRequestHeaders.Add("If-None-Match", "\"1\"");

        Assert.Equal(HttpStatusCode.OK, (await reader.GetAsync($"/api/roadmaps/{slug}")).StatusCode);
    }

    [Fact]
    public async Task A_lesson_has_its_body_and_resources()
    {
        var slug = await content.Published("one", "two");

        var lesson = await content.Anonymous().GetFromJsonAsync<JsonObject>($"/api/roadmaps/{slug}/lessons/two");

        Assert.NotNull(lesson);
        Assert.Equal(["slug", "title", "kind", "minutes", "body", "resources"], lesson.Select(field => field.Key));
        Assert.Equal("two", (string?)lesson["slug"]);
        Assert.Equal("article", (string?)lesson["kind"]);
        Assert.Equal("https://example.org/more", (string?)lesson["resources"]?[0]?["url"]);
    }

    [Fact]
    public async Task What_is_not_there_answers_404()
    {
        var slug = await content.Published("one");

        Assert.Equal(
            HttpStatusCode.NotFound, (await content.Anonymous().GetAsync("/api/roadmaps/none-such")).StatusCode);
        Assert.Equal(
            HttpStatusCode.NotFound,
            (await content.Anonymous().GetAsync($"/api/roadmaps/{slug}/lessons/two")).StatusCode);
        Assert.Equal(
            HttpStatusCode.NotFound,
            (await content.Author.PostAsync("/api/roadmaps/none-such/publish", null)).StatusCode);
        Assert.Equal(
            HttpStatusCode.NotFound,
            (await content.Author.PostAsync("/api/roadmaps/none-such/retire", null)).StatusCode);
    }
}
