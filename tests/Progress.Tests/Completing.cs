using System.Diagnostics;
using System.Net;
using Contracts;

namespace Progress.Tests;

[Collection(nameof(ProgressUnderTest))]
public class Completing(ProgressUnderTest service)
{
    [Fact]
    public async Task A_lesson_counts_once_however_often_it_is_completed()
    {
        var told = await service.Bus.Watch<LessonCompleted>();
        var learner = await Learner.Of(service, "http", "dns", "tls");

        await learner.Complete("dns");
        var enrollment = await learner.Complete("dns");

        Assert.Equal((1, 3, 33), (enrollment.CompletedCount, enrollment.Total, enrollment.Percent));
        Assert.Equal(["dns"], enrollment.Completed);
        var @event = await told.First(e => e.LearnerId == learner.Id);
        Assert.Equal(("dns", "About dns", 1, 3), (@event.Lesson, @event.LessonTitle, @event.Completed, @event.Total));
        Assert.Single(told.All(e => e.LearnerId == learner.Id));
    }

    [Fact]
    public async Task The_last_lesson_finishes_the_roadmap_once()
    {
        var finished = await service.Bus.Watch<RoadmapCompleted>();
        var learner = await Learner.Of(service, "http", "dns");

        await learner.Complete("http");
        var first = await learner.Complete("dns");
        await learner.Reopen("dns");
        var second = await learner.Complete("dns");

        Assert.NotNull(first.CompletedAt);
        Assert.Equal(DateTimeKind.Utc, first.CompletedAt.Value.Kind);
        Assert.Equal(first.CompletedAt, second.CompletedAt);
        await finished.First(e => e.LearnerId == learner.Id);
        Assert.Single(finished.All(e => e.LearnerId == learner.Id));
    }

    [Fact]
    public async Task Reopening_is_told_with_a_newer_version_and_keeps_the_finish()
    {
        var completed = await service.Bus.Watch<LessonCompleted>();
        var reopened = await service.Bus.Watch<LessonReopened>();
        var learner = await Learner.Of(service, "http");

        await learner.Complete("http");
        var enrollment = await learner.Reopen("http");
        Assert.Equal((0, 0), (enrollment.CompletedCount, enrollment.Percent));
        Assert.NotNull(enrollment.CompletedAt);

        await learner.Reopen("http");
        var completion = await completed.First(e => e.LearnerId == learner.Id);
        var reopening = await reopened.First(e => e.LearnerId == learner.Id);
        Assert.True(reopening.Version > completion.Version);
        Assert.Single(reopened.All(e => e.LearnerId == learner.Id));
    }

    [Fact]
    public async Task Without_an_enrollment_it_is_409_and_without_such_a_lesson_404()
    {
        var learner = await Learner.Of(service, "http");
        var stranger = service.As($"stranger-{Guid.NewGuid():n}", "learner");

        Assert.Equal(HttpStatusCode.NotFound, (await learner.TryComplete("unheard-of")).StatusCode);
        var refused = await stranger.PutAsync($"/api/enrollments/{learner.Roadmap}/lessons/http", null);
        Assert.Equal(HttpStatusCode.Conflict, refused.StatusCode);
        Assert.Equal("application/problem+json", refused.Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    public async Task Sixty_four_at_once_are_each_counted_and_told()
    {
        var told = await service.Bus.Watch<LessonCompleted>();
        string[] lessons = [.. Enumerable.Range(1, 64).Select(n => $"lesson-{n}")];
        var learner = await Learner.Of(service, lessons);

        var answers = await Task.WhenAll(lessons.Select(learner.TryComplete));

        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.OK, answer.StatusCode));
        Assert.Equal(64, (await learner.Enrollment()).CompletedCount);
        await Eventually.Equal(64, () => Task.FromResult(told.Ids(e => e.LearnerId == learner.Id).Distinct().Count()));
    }

    [Fact]
    public async Task An_event_is_sent_in_the_trace_of_the_request_that_caused_it()
    {
        var told = await service.Bus.Watch<LessonCompleted>();
        var learner = await Learner.Of(service, "http");

        // An HttpClient sends the trace that it is called in, and that the trace is recorded.
        using var click = new Activity("click") { ActivityTraceFlags = ActivityTraceFlags.Recorded }.Start();
        await learner.Complete("http");

        await told.First(e => e.LearnerId == learner.Id);
        var trace = Assert.Single(told.Traces(e => e.LearnerId == learner.Id));
        Assert.Contains($"{click.TraceId}", trace, StringComparison.Ordinal);
    }
}
