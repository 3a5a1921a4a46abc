using Acceptance.Roadmaps;

namespace Acceptance.Enrollments;

public class FollowingRevisions(Site site)
{
    [Fact]
    public async Task A_new_lesson_lowers_the_percentage()
    {
        var (author, roadmap, learner) = await Halfway();

        await author.Revise(roadmap.With("one", "two", "three", "four"));

        var enrollment = await Eventually.Get(() => learner.Enrollment(roadmap), now => now.Total == 4);
        Assert.Equal((1, 25), (enrollment.CompletedCount, enrollment.Percent));
    }

    [Fact]
    public async Task A_completed_lesson_that_was_removed_no_longer_counts()
    {
        var (author, roadmap, learner) = await Halfway();

        await author.Revise(roadmap.With("two", "three"));

        var enrollment = await Eventually.Get(() => learner.Enrollment(roadmap), now => now.CompletedCount == 0);
        Assert.Empty(enrollment.Completed);
        Assert.Equal((2, 0), (enrollment.Total, enrollment.Percent));
    }

    [Fact]
    public async Task Who_is_left_with_nothing_open_has_finished()
    {
        var (author, roadmap, learner) = await Halfway();

        await author.Revise(roadmap.With("one"));

        var enrollment = await Eventually.Get(() => learner.Enrollment(roadmap), now => now.Percent == 100);
        Assert.NotNull(enrollment.CompletedAt);
    }

    [Fact]
    public async Task Who_has_finished_stays_finished_when_a_lesson_is_added()
    {
        var (author, roadmap, learner) = await Halfway();
        var finished = await learner.Complete(roadmap, "two");

        await author.Revise(roadmap.With("one", "two", "three"));

        var enrollment = await Eventually.Get(() => learner.Enrollment(roadmap), now => now.Total == 3);
        Assert.Equal((66, finished.CompletedAt), (enrollment.Percent, enrollment.CompletedAt));
    }

    [Fact]
    public async Task Another_order_changes_no_count_and_another_title_shows()
    {
        var (author, roadmap, learner) = await Halfway();

        await author.Revise(roadmap.With("two", "one") with { Title = "The other way round" });

        var enrollment = await Eventually.Get(() => learner.Enrollment(roadmap), now => now.Title == "The other way round");
        Assert.Equal((1, 2), (enrollment.CompletedCount, enrollment.Total));
    }

    private async Task<(Caller Author, Draft Roadmap, Caller Learner)> Halfway()
    {
        var author = await site.Author();
        var roadmap = await author.Publish(Draft.Of("one", "two"));
        var learner = await site.Learner();
        await learner.Enroll(roadmap);
        await learner.Complete(roadmap, "one");
        return (author, roadmap, learner);
    }
}
