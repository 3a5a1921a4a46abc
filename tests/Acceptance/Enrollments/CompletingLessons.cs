using System.Net;
using Acceptance.Roadmaps;

namespace Acceptance.Enrollments;

public class CompletingLessons(Site site)
{
    [Fact]
    public async Task Completing_counts_up_and_rounds_down()
    {
        var (roadmap, learner) = await Enrolled("one", "two", "three");

        var afterOne = await learner.Complete(roadmap, "one");
        var afterTwo = await learner.Complete(roadmap, "two");

        Assert.Equal((1, 3, 33), (afterOne.CompletedCount, afterOne.Total, afterOne.Percent));
        Assert.Equal((2, 3, 66), (afterTwo.CompletedCount, afterTwo.Total, afterTwo.Percent));
        Assert.Equal(["one", "two"], afterTwo.Completed.Order());
        Assert.Null(afterTwo.CompletedAt);
    }

    [Fact]
    public async Task Completing_the_last_lesson_finishes()
    {
        var (roadmap, learner) = await Enrolled("one", "two");

        var finished = await learner.Complete(roadmap, "one", "two");

        Assert.Equal(100, finished.Percent);
        Assert.Equal(DateTimeKind.Utc, Assert.NotNull(finished.CompletedAt).Kind);
    }

    [Fact]
    public async Task Completing_twice_counts_once()
    {
        var (roadmap, learner) = await Enrolled("one", "two");

        await learner.Complete(roadmap, "one");
        var again = await learner.Complete(roadmap, "one");

        Assert.Equal(1, again.CompletedCount);
    }

    [Fact]
    public async Task Many_at_once_count_each_once()
    {
        var lessons = Enumerable.Range(0, 10).Select(number => $"lesson-{number}").ToArray();
        var (roadmap, learner) = await Enrolled(lessons);

        await Task.WhenAll(lessons.Concat(lessons).Select(lesson => learner.Complete(roadmap, lesson)));

        Assert.Equal(
            (10, 100),
            ((await learner.Enrollment(roadmap)).CompletedCount, (await learner.Enrollment(roadmap)).Percent));
    }

    [Fact]
    public async Task Reopening_takes_a_completion_back_however_often()
    {
        var (roadmap, learner) = await Enrolled("one", "two");
        await learner.Complete(roadmap, "one");

        var reopened = await learner.Reopen(roadmap, "one");
        var again = await learner.Reopen(roadmap, "one");

        Assert.Empty(reopened.Completed);
        Assert.Equivalent(reopened, again);
    }

    [Fact]
    public async Task Who_has_finished_once_has_finished_whatever_is_reopened()
    {
        var (roadmap, learner) = await Enrolled("one");
        var finished = await learner.Complete(roadmap, "one");

        var reopened = await learner.Reopen(roadmap, "one");

        Assert.Equal(0, reopened.Percent);
        Assert.Equal(finished.CompletedAt, reopened.CompletedAt);
    }

    [Fact]
    public async Task A_lesson_that_the_outline_lacks_is_not_found()
    {
        var (roadmap, learner) = await Enrolled("one");

        (await learner.Put($"{roadmap.Enrollments()}/lessons/two")).IsProblem(HttpStatusCode.NotFound);
        (await learner.Delete($"{roadmap.Enrollments()}/lessons/two")).IsProblem(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Without_an_enrollment_there_is_a_conflict()
    {
        var (roadmap, _) = await Enrolled("one");
        var stranger = await site.Learner();

        (await stranger.Put($"{roadmap.Enrollments()}/lessons/one")).IsProblem(HttpStatusCode.Conflict);
        (await stranger.Delete($"{roadmap.Enrollments()}/lessons/one")).IsProblem(HttpStatusCode.Conflict);
    }

    private async Task<(Draft Roadmap, Caller Learner)> Enrolled(params string[] lessons)
    {
        var roadmap = await (await site.Author()).Publish(Draft.Of(lessons));
        var learner = await site.Learner();
        await learner.Enroll(roadmap);
        return (roadmap, learner);
    }
}
