using Acceptance.Enrollments;

namespace Acceptance.Roadmaps;

public class CountingLearners(Site site)
{
    [Fact]
    public async Task Statistics_start_at_nothing()
    {
        var roadmap = await (await site.Author()).Publish(Draft.Of("one"));

        Assert.Equal(new(roadmap.Slug, 0, 0, 0), await site.Anyone.Statistics(roadmap.Slug));
    }

    [Fact]
    public async Task Statistics_count_learners_lessons_and_those_who_finished()
    {
        var roadmap = await (await site.Author()).Publish(Draft.Of("one", "two"));
        var (quick, slow) = (await site.Learner(), await site.Learner());
        await quick.Enroll(roadmap);
        await slow.Enroll(roadmap);

        await quick.Complete(roadmap, "one", "two");
        await slow.Complete(roadmap, "one");

        await Eventually.Equal(new(roadmap.Slug, 2, 3, 1), () => site.Anyone.Statistics(roadmap.Slug));
    }

    [Fact]
    public async Task A_reopened_lesson_is_counted_no_longer()
    {
        var roadmap = await (await site.Author()).Publish(Draft.Of("one", "two"));
        var learner = await site.Learner();
        await learner.Enroll(roadmap);
        await learner.Complete(roadmap, "one", "two");

        await learner.Reopen(roadmap, "one");

        await Eventually.Equal(new(roadmap.Slug, 1, 1, 1), () => site.Anyone.Statistics(roadmap.Slug));
    }
}
