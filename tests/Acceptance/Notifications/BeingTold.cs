using Acceptance.Enrollments;
using Acceptance.Roadmaps;

namespace Acceptance.Notifications;

public class BeingTold(Site site)
{
    [Fact]
    public async Task Enrolling_is_welcomed()
    {
        var (roadmap, learner) = await Enrolled("one", "two");

        var welcome = Assert.Single((await learner.IsTold("welcome")).Items);

        Assert.Equal(roadmap.Slug, welcome.Roadmap);
        Assert.Contains(roadmap.Title, welcome.Text, StringComparison.Ordinal);
        Assert.Equal(DateTimeKind.Utc, welcome.CreatedAt.Kind);
        Assert.Null(welcome.ReadAt);
    }

    [Fact]
    public async Task A_completed_lesson_is_congratulated_by_its_title()
    {
        var (roadmap, learner) = await Enrolled("one", "two");

        await learner.Complete(roadmap, "one");

        var told = await learner.IsTold("welcome", "lesson");
        Assert.Contains("About one", told.Items.Single(item => item.Kind == "lesson").Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Completing_a_lesson_twice_congratulates_once()
    {
        var (roadmap, learner) = await Enrolled("one", "two", "three");

        await learner.Complete(roadmap, "one", "one", "two");

        // That of the second lesson comes after whatever the repetition would have caused.
        await learner.IsTold("welcome", "lesson", "lesson");
    }

    [Fact]
    public async Task Completing_the_last_lesson_celebrates_once()
    {
        var (roadmap, learner) = await Enrolled("one");
        await learner.Complete(roadmap, "one");
        await learner.IsTold("welcome", "lesson", "celebration");

        await learner.Reopen(roadmap, "one");
        await learner.Complete(roadmap, "one");

        await learner.IsTold("welcome", "lesson", "lesson", "celebration");
    }

    [Fact]
    public async Task A_revision_is_announced_to_those_who_enrolled_before()
    {
        var author = await site.Author();
        var roadmap = await author.Publish(Draft.Of("one"));
        var (early, late) = (await site.Learner(), await site.Learner());
        await early.Enroll(roadmap);
        await early.IsTold("welcome");

        await author.Revise(roadmap.With("one", "two"));

        await early.IsTold("welcome", "announcement");
        await Eventually.Is(async () => (await late.Enroll(roadmap)).As<Enrollment>().Total == 2);
        await late.IsTold("welcome");
    }

    [Fact]
    public async Task Who_finishes_by_a_revision_is_celebrated()
    {
        var author = await site.Author();
        var roadmap = await author.Publish(Draft.Of("one", "two"));
        var learner = await site.Learner();
        await learner.Enroll(roadmap);
        await learner.Complete(roadmap, "one");

        await author.Revise(roadmap.With("one"));

        await learner.IsTold("welcome", "lesson", "announcement", "celebration");
    }

    [Fact]
    public async Task Nobody_hears_of_others()
    {
        var (_, learner) = await Enrolled("one");
        await learner.IsTold("welcome");

        Assert.Empty((await (await site.Learner()).Notifications()).Items);
    }

    private async Task<(Draft Roadmap, Caller Learner)> Enrolled(params string[] lessons)
    {
        var roadmap = await (await site.Author()).Publish(Draft.Of(lessons));
        var learner = await site.Learner();
        await learner.Enroll(roadmap);
        return (roadmap, learner);
    }
}
