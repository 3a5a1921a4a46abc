using System.Net;

namespace Acceptance.Roadmaps;

public class PublishingRoadmaps(Site site)
{
    [Fact]
    public async Task A_draft_is_visible_to_authors_alone()
    {
        var (author, other, learner) = (await site.Author(), await site.Author(), await site.Learner());
        var draft = await author.Create(Draft.Of("one") with { Tags = [Fresh.Word()] });

        foreach (var reader in new[] { learner, site.Anyone })
        {
            (await reader.Get(draft.Path)).IsProblem(HttpStatusCode.NotFound);
            (await reader.Get($"{draft.Path}/lessons/one")).IsProblem(HttpStatusCode.NotFound);
            (await reader.Get($"{draft.Path}/statistics")).IsProblem(HttpStatusCode.NotFound);
            Assert.Empty((await reader.List($"tag={draft.Tags[0]}")).Items);
        }

        Assert.Equal("draft", (await other.Roadmap(draft.Slug)).Status);
        Assert.Equal("draft", Assert.Single((await other.List($"tag={draft.Tags[0]}")).Items).Status);
    }

    [Fact]
    public async Task Publishing_raises_the_revision()
    {
        var author = await site.Author();
        var draft = await author.Publish(Draft.Of("one"));

        var roadmap = await site.Anyone.Roadmap(draft.Slug);

        Assert.Equal(("published", 2), (roadmap.Status, roadmap.Revision));
    }

    [Fact]
    public async Task Publishing_twice_changes_nothing()
    {
        var author = await site.Author();
        var draft = await author.Publish(Draft.Of("one"));
        var revision = (await site.Anyone.Roadmap(draft.Slug)).Revision;

        await author.Post($"{draft.Path}/publish");

        Assert.Equal(revision, (await site.Anyone.Roadmap(draft.Slug)).Revision);
    }

    [Fact]
    public async Task A_retired_roadmap_leaves_the_list_and_stays_readable()
    {
        var author = await site.Author();
        var draft = await author.Publish(Draft.Of("one") with { Tags = [Fresh.Word()] });

        await author.Retire(draft);

        Assert.Empty((await site.Anyone.List($"tag={draft.Tags[0]}")).Items);
        var roadmap = await site.Anyone.Roadmap(draft.Slug);
        Assert.Equal(("retired", 3), (roadmap.Status, roadmap.Revision));
    }

    [Fact]
    public async Task A_retired_roadmap_can_be_published_again()
    {
        var author = await site.Author();
        var draft = await author.Publish(Draft.Of("one") with { Tags = [Fresh.Word()] });
        await author.Retire(draft);

        (await author.Post($"{draft.Path}/publish")).Is(HttpStatusCode.OK);

        Assert.Equal(draft.Slug, Assert.Single((await site.Anyone.List($"tag={draft.Tags[0]}")).Items).Slug);
    }

    [Theory]
    [InlineData("publish")]
    [InlineData("retire")]
    public async Task What_is_not_there_is_not_found(string verb)
    {
        var author = await site.Author();

        (await author.Post($"/api/roadmaps/{Fresh.Slug()}/{verb}")).IsProblem(HttpStatusCode.NotFound);
    }
}
