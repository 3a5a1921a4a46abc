using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Contracts;

namespace Content.Tests.Roadmaps;

[Collection(nameof(ContentService))]
public class RetiringRoadmaps(ContentUnderTest content)
{
    [Fact]
    public async Task What_is_retired_stays_readable_and_the_others_are_told()
    {
        var retired = await content.Bus.Watch<RoadmapRetired>();
        var slug = await content.Published("one");

        var roadmap = await (await Retire(slug)).Json();

        Assert.Equal("retired", (string?)roadmap["status"]);
        Assert.Equal(3, (int?)roadmap["revision"]);
        Assert.Equal(3, (await retired.First(e => e.Roadmap == slug)).Revision);
        var read = await content.Anonymous().GetFromJsonAsync<JsonObject>($"/api/roadmaps/{slug}");
        Assert.Equal("retired", (string?)read!["status"]);
    }

    [Fact]
    public async Task Retiring_twice_changes_nothing()
    {
        var slug = await content.Published("one");
        await Retire(slug);

        Assert.Equal("\"3\"", (await Retire(slug)).Headers.ETag?.ToString());
    }

    [Fact]
    public async Task A_draft_is_not_retired()
    {
        var slug = await content.Draft("one");

        Assert.Equal(HttpStatusCode.Conflict, (await Retire(slug)).StatusCode);
    }

    [Fact]
    public async Task What_is_retired_can_be_published_again()
    {
        var published = await content.Bus.Watch<RoadmapPublished>();
        var slug = await content.Published("one");
        await Retire(slug);

        await content.Author.PostAsync($"/api/roadmaps/{slug}/publish", null);

        await published.First(e => e.Roadmap == slug && e.Revision == 4);
    }

    [Fact]
    public async Task An_edit_of_what_is_retired_is_told_only_when_it_is_published_again()
    {
        var published = await content.Bus.Watch<RoadmapPublished>();
        var slug = await content.Published("one");
        await Retire(slug);

        await content.Replace(slug, Course.Text("Edited"));
        await content.Author.PostAsync($"/api/roadmaps/{slug}/publish", null);

        Assert.Equal("Edited", (await published.First(e => e.Roadmap == slug && e.Revision > 2)).Title);
        Assert.Equal([2, 5], published.All(e => e.Roadmap == slug).Select(e => e.Revision));
    }

    [Fact]
    public async Task An_edit_of_what_is_retired_is_told_to_whoever_is_in()
    {
        var retired = await content.Bus.Watch<RoadmapRetired>();
        var slug = await content.Published("one");
        await Retire(slug);

        await content.Replace(slug, Course.Text("Edited", lessons: ["one", "two"]));

        var told = await retired.First(e => e.Roadmap == slug && e.Revision == 4);
        Assert.Equal(("Edited", "one two"), (told.Title, string.Join(' ', told.Lessons!.Select(l => l.Lesson))));
    }

    [Fact]
    public async Task What_is_retired_keeps_at_least_one_lesson()
    {
        var slug = await content.Published("one");
        await Retire(slug);

        Assert.Equal(
            HttpStatusCode.BadRequest, (await content.Replace(slug, Course.Text(lessons: []))).StatusCode);
    }

    private Task<HttpResponseMessage> Retire(string slug) =>
        content.Author.PostAsync($"/api/roadmaps/{slug}/retire", null);
}
