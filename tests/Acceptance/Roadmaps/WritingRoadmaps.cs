using System.Net;
using System.Text.Json.Nodes;
using static Acceptance.Roadmaps.RoadmapCalls;

namespace Acceptance.Roadmaps;

public class WritingRoadmaps(Site site)
{
    [Fact]
    public async Task A_new_roadmap_is_a_draft_of_revision_1()
    {
        var author = await site.Author();
        var draft = Draft.Of("one");

        var created = (await author.Put(draft.Path, draft)).Is(HttpStatusCode.Created);

        var roadmap = await author.Roadmap(draft.Slug);
        Assert.Equal(("draft", 1), (roadmap.Status, roadmap.Revision));
        Assert.Equal(created.ETag, (await author.Get(draft.Path)).ETag);
    }

    [Fact]
    public async Task Creating_with_If_None_Match_answers_201_once_and_then_412()
    {
        var author = await site.Author();
        var draft = Draft.Of("one");

        (await author.Put(draft.Path, draft, IfNoneMatch("*"))).Is(HttpStatusCode.Created);
        (await author.Put(draft.Path, draft, IfNoneMatch("*"))).IsProblem(HttpStatusCode.PreconditionFailed);
    }

    [Fact]
    public async Task Replacing_the_revision_that_was_read_answers_200_and_the_next_ETag()
    {
        var author = await site.Author();
        var draft = await author.Create(Draft.Of("one"));
        var read = await author.Get(draft.Path);

        var replaced = (await author.Put(draft.Path, draft with { Title = "Better" }, IfMatch(read.ETag)))
            .Is(HttpStatusCode.OK);

        var current = await author.Get(draft.Path);
        Assert.Equal("Better", current.As<Roadmap>().Title);
        Assert.Equal(current.ETag, replaced.ETag);
        Assert.True(current.As<Roadmap>().Revision > read.As<Roadmap>().Revision);
    }

    [Fact]
    public async Task Of_two_authors_who_read_the_same_revision_one_gets_412()
    {
        var (one, other) = (await site.Author(), await site.Author());
        var draft = await one.Create(Draft.Of("one"));
        var read = (await one.Get(draft.Path)).ETag;

        var answers = await Task.WhenAll(
            one.Put(draft.Path, draft with { Title = "One" }, IfMatch(read)),
            other.Put(draft.Path, draft with { Title = "Other" }, IfMatch(read)));

        Assert.Equal(
            [HttpStatusCode.OK, HttpStatusCode.PreconditionFailed],
            answers.Select(answer => answer.Status).Order());
    }

    [Fact]
    public async Task Replacing_without_a_precondition_answers_428()
    {
        var author = await site.Author();
        var draft = await author.Create(Draft.Of("one"));

        (await author.Put(draft.Path, draft)).IsProblem(HttpStatusCode.PreconditionRequired);
    }

    [Fact]
    public async Task Replacing_what_is_not_there_answers_412()
    {
        var author = await site.Author();
        var draft = Draft.Of("one");

        (await author.Put(draft.Path, draft, IfMatch("\"1\""))).IsProblem(HttpStatusCode.PreconditionFailed);
        (await author.Get(draft.Path)).IsProblem(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task What_was_read_can_be_sent_back()
    {
        var author = await site.Author();
        var draft = await author.Publish(Draft.Of("one"));
        var read = await author.Get(draft.Path);

        // With status, revision and updatedAt, which the site ignores.
        var roadmap = JsonNode.Parse(read.Body)!;
        roadmap["status"] = "retired";
        roadmap["revision"] = 99;
        (await author.Put(draft.Path, roadmap, IfMatch(read.ETag))).Is(HttpStatusCode.OK);

        var now = await author.Roadmap(draft.Slug);
        Assert.Equal("published", now.Status);
        Assert.NotEqual(99, now.Revision);
    }

    [Fact]
    public async Task Any_author_edits_any_roadmap()
    {
        var draft = await (await site.Author()).Create(Draft.Of("one"));

        await (await site.Author()).Revise(draft with { Title = "By another hand" });
    }

    [Fact]
    public async Task A_revision_of_a_published_roadmap_shows_at_once()
    {
        var author = await site.Author();
        var draft = await author.Publish(Draft.Of("one"));

        await author.Revise(draft.With("one", "two"));

        var roadmap = await site.Anyone.Roadmap(draft.Slug);
        Assert.Equal("published", roadmap.Status);
        Assert.Equal(["one", "two"], roadmap.Lessons.Select(lesson => lesson.Slug));
    }

    [Fact]
    public async Task Only_authors_write()
    {
        var author = await site.Author();
        var learner = await site.Learner();
        var draft = await author.Create(Draft.Of("one"));

        (await learner.Put(draft.Path, draft)).IsProblem(HttpStatusCode.Forbidden);
        (await learner.Post($"{draft.Path}/publish")).IsProblem(HttpStatusCode.Forbidden);
        (await learner.Post($"{draft.Path}/retire")).IsProblem(HttpStatusCode.Forbidden);
        (await site.Anyone.Put(draft.Path, draft)).IsProblem(HttpStatusCode.Unauthorized);
    }
}
