using System.Text.Json;
using Contracts;

namespace Content.Tests.Roadmaps;

[Collection(nameof(ContentService))]
public class Republishing(ContentUnderTest content)
{
    [Fact]
    public async Task How_things_stand_is_told_again_under_the_same_ids()
    {
        var published = await content.Bus.Watch<RoadmapPublished>();
        var retired = await content.Bus.Watch<RoadmapRetired>();
        var course = await content.Published("one");
        var revised = await content.Published("one");
        await content.Replace(revised, Course.Text("Revised"));
        var gone = await content.Published("one");
        await content.Author.PostAsync($"/api/roadmaps/{gone}/retire", null);
        await content.Replace(gone, Course.Text("Edited since"));
        var draft = await content.Draft("one");
        await retired.First(e => e.Roadmap == gone && e.Revision == 4);

        var answer = await content.As("otto", "operator").PostAsync("/api/operations/content/republish", null);

        Assert.True((int?)(await answer.Json())["events"] >= 3);
        await ToldAgain(published, e => e.Roadmap == course && e.Revision == 2);
        await ToldAgain(published, e => e.Roadmap == revised && e.Revision == 3);
        await ToldAgain(retired, e => e.Roadmap == gone && e.Revision == 4);
        Assert.Single(published.All(e => e.Roadmap == revised && e.Revision == 2));
        Assert.Empty(published.All(e => e.Roadmap == draft));
    }

    private static async Task ToldAgain<T>(Seen<T> seen, Func<T, bool> match)
        where T : class
    {
        await Eventually.Is(() => Task.FromResult(seen.All(match).Count == 2));
        Assert.Single(seen.Ids(match).Distinct());
        Assert.Single(seen.All(match).Select(e => JsonSerializer.Serialize(e)).Distinct());
    }
}
