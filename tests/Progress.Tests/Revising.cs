using System.Net;
using Contracts;

namespace Progress.Tests;

[Collection(nameof(ProgressUnderTest))]
public class Revising(ProgressUnderTest service)
{
    [Fact]
    public async Task A_revision_recounts_against_the_newest_outline()
    {
        var learner = await Learner.Of(service, "http", "dns");
        await learner.Complete("dns");

        await learner.Publish(2, "tls", "dns", "http", "tcp");
        var enrollment = await Eventually.Get(learner.Enrollment, e => e.Title == "Revision 2");

        Assert.Equal((1, 4, 25), (enrollment.CompletedCount, enrollment.Total, enrollment.Percent));
    }

    [Fact]
    public async Task A_completed_lesson_that_was_removed_no_longer_counts_and_counts_again_when_it_returns()
    {
        var learner = await Learner.Of(service, "http", "dns");
        await learner.Complete("dns");

        await learner.Publish(2, "http");
        Assert.Empty((await Eventually.Get(learner.Enrollment, e => e.Title == "Revision 2")).Completed);

        await learner.Publish(3, "http", "dns");
        Assert.Equal(["dns"], (await Eventually.Get(learner.Enrollment, e => e.Title == "Revision 3")).Completed);
    }

    [Fact]
    public async Task Whoever_is_left_with_nothing_open_has_finished()
    {
        var finished = await service.Bus.Watch<RoadmapCompleted>();
        var learner = await Learner.Of(service, "http", "dns");
        await learner.Complete("http");

        await learner.Publish(2, "http");

        Assert.NotNull((await Eventually.Get(learner.Enrollment, e => e.CompletedAt is not null)).CompletedAt);
        await finished.First(e => e.LearnerId == learner.Id);
    }

    [Fact]
    public async Task A_finish_stays_when_a_revision_adds_lessons()
    {
        var learner = await Learner.Of(service, "http");
        var finishedAt = (await learner.Complete("http")).CompletedAt;

        await learner.Publish(2, "http", "dns");
        var enrollment = await Eventually.Get(learner.Enrollment, e => e.Total == 2);

        Assert.Equal((finishedAt, 50), (enrollment.CompletedAt, enrollment.Percent));
    }

    [Fact]
    public async Task An_older_revision_that_arrives_late_changes_nothing()
    {
        var learner = await Learner.Of(service, "http");
        await learner.Publish(3, "http", "dns", "tls");
        await Eventually.Get(learner.Enrollment, e => e.Total == 3);

        await learner.Publish(2, "http", "dns");
        await Learner.Of(service, "known-once-the-above-is-handled");

        Assert.Equal("Revision 3", (await learner.Enrollment()).Title);
    }

    [Fact]
    public async Task A_revision_of_what_is_retired_brings_its_lessons_to_who_is_in_and_lets_nobody_new_in()
    {
        var finished = await service.Bus.Watch<RoadmapCompleted>();
        var learner = await Learner.Of(service, "http", "dns");
        await learner.Complete("http");
        await learner.Retire(2);

        await learner.ReviseRetired(3, "http", "tls");
        await Eventually.Get(learner.Enrollment, e => e.Title == "Revision 3");
        Assert.Equal(HttpStatusCode.NotFound, (await learner.TryComplete("dns")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await learner.EnrollAnother()).StatusCode);

        await learner.ReviseRetired(4, "http");
        await finished.First(e => e.LearnerId == learner.Id);
        await learner.ReviseRetired(2, "late");
        await learner.Publish(5, "http", "tcp");
        await Eventually.Get(learner.Enrollment, e => e.Title == "Revision 5");
        Assert.Equal(HttpStatusCode.Created, (await learner.EnrollAnother()).StatusCode);
    }

    [Fact]
    public async Task A_revision_that_arrives_after_its_retirement_still_brings_its_lessons()
    {
        var learner = await Learner.Of(service, "http");

        await learner.Retire(3);
        await learner.Publish(2, "http", "dns");

        Assert.Equal(50, (await Eventually.Get(() => learner.Complete("http"), e => e.Total == 2)).Percent);
    }
}
