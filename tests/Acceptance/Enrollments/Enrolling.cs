using System.Net;
using Acceptance.Roadmaps;

namespace Acceptance.Enrollments;

public class Enrolling(Site site)
{
    [Fact]
    public async Task Enrolling_answers_201_and_then_200_with_the_same_enrollment()
    {
        var roadmap = await (await site.Author()).Publish(Draft.Of("one", "two"));
        var learner = await site.Learner();

        var first = (await learner.Enroll(roadmap)).Is(HttpStatusCode.Created).As<Enrollment>();
        var second = (await learner.Enroll(roadmap)).Is(HttpStatusCode.OK).As<Enrollment>();

        Assert.Equal((roadmap.Slug, roadmap.Title), (first.Roadmap, first.Title));
        Assert.Equal((0, 2, 0), (first.CompletedCount, first.Total, first.Percent));
        Assert.Null(first.CompletedAt);
        Assert.Equivalent(first, second);
    }

    [Fact]
    public async Task Nobody_enrolls_in_what_does_not_exist()
    {
        var learner = await site.Learner();

        (await learner.Put($"/api/enrollments/{Fresh.Slug()}")).IsProblem(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Nobody_enrolls_in_a_draft()
    {
        var draft = await (await site.Author()).Create(Draft.Of("one"));
        var learner = await site.Learner();

        (await learner.Put(draft.Enrollments())).IsProblem(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Nobody_enrolls_in_a_retired_roadmap_but_who_is_in_can_finish()
    {
        var author = await site.Author();
        var roadmap = await author.Publish(Draft.Of("one"));
        var (early, late) = (await site.Learner(), await site.Learner());
        await early.Enroll(roadmap);

        await author.Retire(roadmap);

        // Each try as somebody new: who once got in stays in.
        await Eventually.Get(
            async () => await (late = await site.Learner()).Put(roadmap.Enrollments()),
            answer => answer.Status == HttpStatusCode.NotFound);
        (await early.Enroll(roadmap)).Is(HttpStatusCode.OK);
        Assert.Equal(100, (await early.Complete(roadmap, "one")).Percent);
    }

    [Fact]
    public async Task A_roadmap_that_is_published_again_takes_learners_again()
    {
        var author = await site.Author();
        var roadmap = await author.Publish(Draft.Of("one"));
        await (await site.Learner()).Enroll(roadmap);
        await author.Retire(roadmap);
        (await author.Post($"{roadmap.Path}/publish")).Is(HttpStatusCode.OK);

        (await (await site.Learner()).Enroll(roadmap)).Is(HttpStatusCode.Created);
    }

    [Fact]
    public async Task Everyone_sees_their_own_enrollments_alone()
    {
        var roadmap = await (await site.Author()).Publish(Draft.Of("one"));
        var (learner, other) = (await site.Learner(), await site.Learner());
        await learner.Enroll(roadmap);

        (await other.Get(roadmap.Enrollments())).IsProblem(HttpStatusCode.NotFound);
        Assert.Empty((await other.Enrollments()).Items);
        Assert.Equal(roadmap.Slug, Assert.Single((await learner.Enrollments()).Items).Roadmap);
    }

    [Fact]
    public async Task Pages_of_enrollments_hold_each_once()
    {
        var author = await site.Author();
        var learner = await site.Learner();
        var roadmaps = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => author.Publish(Draft.Of("one"))));
        foreach (var roadmap in roadmaps)
        {
            await learner.Enroll(roadmap);
        }

        var first = await learner.Enrollments("limit=2");
        var second = await learner.Enrollments($"limit=2&after={first.Next}");

        Assert.Equal((2, 1), (first.Items.Length, second.Items.Length));
        Assert.Null(second.Next);
        Assert.Equal(
            roadmaps.Select(roadmap => roadmap.Slug).Order(),
            first.Items.Concat(second.Items).Select(item => item.Roadmap).Order());
    }

    [Theory]
    [InlineData("limit=abc", "limit")]
    [InlineData("limit=0", "limit")]
    [InlineData("limit=101", "limit")]
    [InlineData("after=nonsense", "after")]
    public async Task A_bad_parameter_is_refused_by_name(string query, string name) =>
        (await (await site.Learner()).Get($"/api/enrollments?{query}")).Names(name);
}
