using System.Net;
using Acceptance.Notifications;
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

        var enrollment = await Eventually.Get(
            () => learner.Enrollment(roadmap), now => now.Title == "The other way round");
        Assert.Equal((1, 2), (enrollment.CompletedCount, enrollment.Total));
    }

    [Fact]
    public async Task What_is_retired_can_be_completed_as_it_reads_and_nobody_is_told_of_its_edits()
    {
        var (author, roadmap, learner) = await Halfway();
        await author.Retire(roadmap);

        await author.Revise(roadmap.With("one", "three", "four"));

        await Eventually.Get(() => learner.Enrollment(roadmap), now => now.Total == 3);
        (await learner.Put($"{roadmap.Enrollments()}/lessons/two")).Is(HttpStatusCode.NotFound);
        var enrollment = await learner.Complete(roadmap, "three", "four");
        Assert.Equal((3, 100), (enrollment.CompletedCount, enrollment.Percent));
        (await (await site.Learner()).Put(roadmap.Enrollments())).Is(HttpStatusCode.NotFound);
        await learner.IsTold("welcome", "lesson", "lesson", "lesson", "celebration");
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
