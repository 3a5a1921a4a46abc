using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Contracts;

namespace Content.Tests.Roadmaps;

[Collection(nameof(ContentService))]
public class PublishingRoadmaps(ContentUnderTest content)
{
    [Fact]
    public async Task Publishing_raises_the_revision_and_tells_the_others()
    {
        var published = await content.Bus.Watch<RoadmapPublished>();
        var slug = await content.Draft("one", "two");

        var response = await content.Author.PostAsync($"/api/roadmaps/{slug}/publish", null);

        var roadmap = await response.Json();
        Assert.Equal("\"2\"", response.Headers.ETag?.ToString());
        Assert.Equal("published", (string?)roadmap["status"]);

        var told = await published.First(e => e.Roadmap == slug);
        Assert.Equal(2, told.Revision);
        Assert.Equal("A course", told.Title);
        Assert.Equal([new("one", "Lesson one", 10), new("two", "Lesson two", 10)], told.Lessons);
        Assert.Equal((DateTime?)roadmap["updatedAt"], told.PublishedAt);
    }

    [Fact]
    public async Task A_revision_of_what_is_published_is_public_at_once_and_told()
    {
        var published = await content.Bus.Watch<RoadmapPublished>();
        var slug = await content.Published("one");

        await content.Replace(slug, Course.Text("Revised", lessons: ["two"]), "\"2\"");

        var read = await content.Anonymous().GetFromJsonAsync<JsonObject>($"/api/roadmaps/{slug}");
        Assert.Equal("Revised", (string?)read!["title"]);
        var told = await published.First(e => e.Roadmap == slug && e.Revision == 3);
        Assert.Equal("two", Assert.Single(told.Lessons).Lesson);
    }

    [Fact]
    public async Task What_is_published_again_as_it_was_says_which_revision_made_its_text()
    {
        var published = await content.Bus.Watch<RoadmapPublished>();
        var slug = await content.Published("one");
        await content.Replace(slug, Course.Text("Revised"));
        await content.Replace(slug, Course.Text("Revised"));
        await content.Author.PostAsync($"/api/roadmaps/{slug}/retire", null);
        await content.Author.PostAsync($"/api/roadmaps/{slug}/publish", null);
        await content.Replace(slug, Course.Text("Revised", "With a summary"));

        await published.First(e => e.Roadmap == slug && e.Revision == 7);

        Assert.Equal(
            [(2, 1), (3, 3), (4, 3), (6, 3), (7, 7)],
            published.All(e => e.Roadmap == slug).Select(e => (e.Revision, e.TextRevision!.Value)).Order());
    }

    [Fact]
    public async Task Drafts_and_refused_writes_are_told_nobody()
    {
        var published = await content.Bus.Watch<RoadmapPublished>();
        var draft = await content.Draft("one");
        await content.Replace(draft, Course.Text("Again"));
        var course = await content.Published("one");
        await content.Replace(course, Course.Text("Stale"), "\"1\"");

        // Events go out in order of writing: after this one, the others would have come.
        var last = await content.Published("one");
        await published.First(e => e.Roadmap == last);

        Assert.Empty(published.All(e => e.Roadmap == draft));
        Assert.Single(published.All(e => e.Roadmap == course));
    }

    [Fact]
    public async Task Publishing_what_is_published_changes_nothing()
    {
        var published = await content.Bus.Watch<RoadmapPublished>();
        var slug = await content.Published("one");

        var response = await content.Author.PostAsync($"/api/roadmaps/{slug}/publish", null);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("\"2\"", response.Headers.ETag?.ToString());
        var last = await content.Published("one");
        await published.First(e => e.Roadmap == last);
        Assert.Single(published.All(e => e.Roadmap == slug));
    }

    [Fact]
    public async Task Many_who_publish_at_once_make_one_revision()
    {
        var slug = await content.Draft("one");

        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(
            _ => content.Author.PostAsync($"/api/roadmaps/{slug}/publish", null)));

        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.OK, answer.StatusCode));
        Assert.All(answers, answer => Assert.Equal("\"2\"", answer.Headers.ETag?.ToString()));
    }

    [Fact]
    public async Task A_roadmap_without_lessons_is_not_published()
    {
        var slug = await content.Draft();

        var response = await content.Author.PostAsync($"/api/roadmaps/{slug}/publish", null);

        Assert.Equal(HttpStatusCode.Conflict, response.StatusCode);
        Assert.Contains("lesson", (string?)(await response.Json())["detail"]);
        Assert.Equal(HttpStatusCode.NotFound, (await content.Anonymous().GetAsync($"/api/roadmaps/{slug}")).StatusCode);
    }

    [Fact]
    public async Task What_is_published_keeps_at_least_one_lesson()
    {
        var slug = await content.Published("one");

        var response = await content.Replace(slug, Course.Text(lessons: []));

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.NotNull((await response.Json())["errors"]!["stages"]);
    }
}
