using System.Net;
using static Acceptance.Roadmaps.RoadmapCalls;

namespace Acceptance.Roadmaps;

public class ReadingRoadmaps(Site site)
{
    [Fact]
    public async Task A_roadmap_reads_as_it_was_written()
    {
        var author = await site.Author();
        var draft = await author.Publish(Draft.Of("one", "two"));

        var roadmap = await site.Anyone.Roadmap(draft.Slug);

        Assert.Equal((draft.Title, draft.Summary, "published"), (roadmap.Title, roadmap.Summary, roadmap.Status));
        Assert.Equal(draft.Tags, roadmap.Tags);
        Assert.Equal("First steps", Assert.Single(roadmap.Stages).Title);
        Assert.Equivalent(draft.Stages[0].Lessons, roadmap.Lessons);
        Assert.Equal(DateTimeKind.Utc, roadmap.UpdatedAt.Kind);
    }

    [Fact]
    public async Task Who_has_the_current_revision_gets_304_and_no_body()
    {
        var author = await site.Author();
        var draft = await author.Publish(Draft.Of("one"));
        var first = await site.Anyone.Get(draft.Path);

        var again = await site.Anyone.Get(draft.Path, IfNoneMatch(first.ETag));

        again.Is(HttpStatusCode.NotModified);
        Assert.Empty(again.Body);
        Assert.Equal(first.ETag, again.ETag);
    }

    [Fact]
    public async Task Who_has_an_older_revision_gets_the_new_one()
    {
        var author = await site.Author();
        var draft = await author.Publish(Draft.Of("one"));
        var old = await site.Anyone.Get(draft.Path);
        await author.Revise(draft with { Title = "Learning to test well" });

        var current = await site.Anyone.Get(draft.Path, IfNoneMatch(old.ETag));

        Assert.Equal("Learning to test well", current.Is(HttpStatusCode.OK).As<Roadmap>().Title);
        Assert.NotEqual(old.ETag, current.ETag);
    }

    [Fact]
    public async Task A_lesson_can_be_read_alone()
    {
        var author = await site.Author();
        var draft = await author.Publish(Draft.Of("one", "two"));

        var lesson = (await site.Anyone.Get($"{draft.Path}/lessons/two")).Is(HttpStatusCode.OK).As<Lesson>();

        Assert.Equivalent(draft.Stages[0].Lessons[1], lesson);
    }

    [Fact]
    public async Task A_lesson_that_the_roadmap_lacks_is_not_found()
    {
        var author = await site.Author();
        var draft = await author.Publish(Draft.Of("one"));

        (await site.Anyone.Get($"{draft.Path}/lessons/two")).IsProblem(HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData("")]
    [InlineData("/lessons/one")]
    [InlineData("/statistics")]
    public async Task What_is_not_there_is_not_found(string rest) =>
        (await site.Anyone.Get($"/api/roadmaps/{Fresh.Slug()}{rest}")).IsProblem(HttpStatusCode.NotFound);
}
