using System.Net;
using System.Net.Http.Json;
using Contracts;
using Progress.Enrollments;
using Progress.Outlines;

namespace Progress.Tests;

[Collection(nameof(ProgressUnderTest))]
public class Enrolling(ProgressUnderTest service)
{
    [Fact]
    public async Task The_first_time_is_201_and_every_other_is_200()
    {
        var learner = await Learner.Of(service);
        await learner.Publish(1, "http");

        var first = await Eventually.Get(learner.Enroll, response => response.IsSuccessStatusCode);
        Assert.Equal(HttpStatusCode.Created, first.StatusCode);
        Assert.Equal($"/api/enrollments/{learner.Roadmap}", first.Headers.Location?.ToString());

        var second = await learner.Enroll();
        Assert.Equal(HttpStatusCode.OK, second.StatusCode);
        Assert.Equal(await Learner.Read(first), await Learner.Read(second), EnrollmentComparer);
    }

    [Fact]
    public async Task It_is_told_once_with_the_revision_of_the_outline()
    {
        var enrolled = await service.Bus.Watch<LearnerEnrolled>();
        var learner = await Learner.Of(service, "http");
        await learner.Enroll();
        await learner.Complete("http");

        var @event = await enrolled.First(e => e.LearnerId == learner.Id);
        Assert.Equal(
            (learner.Roadmap, "Revision 1", 1, 1), (@event.Roadmap, @event.Title, @event.Revision, @event.Version));
        Assert.Single(enrolled.All(e => e.LearnerId == learner.Id));
    }

    [Fact]
    public async Task What_was_never_published_is_404()
    {
        var learner = await Learner.Of(service);

        Assert.Equal(HttpStatusCode.NotFound, (await learner.Enroll()).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await learner.Get($"/api/enrollments/{learner.Roadmap}")).StatusCode);
    }

    [Fact]
    public async Task A_retired_roadmap_takes_nobody_new_and_lets_who_is_in_finish()
    {
        var learner = await Learner.Of(service, "http");
        await learner.Retire(2);

        await Eventually.Equal(HttpStatusCode.NotFound, async () => (await Someone(learner.Roadmap)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await learner.Enroll()).StatusCode);
        Assert.Equal(100, (await learner.Complete("http")).Percent);
    }

    [Fact]
    public async Task A_retired_roadmap_that_is_published_again_takes_new_learners()
    {
        var learner = await Learner.Of(service, "http");
        await learner.Retire(2);
        await Eventually.Equal(HttpStatusCode.NotFound, async () => (await Someone(learner.Roadmap)).StatusCode);

        await learner.Publish(3, "http");
        await Eventually.Equal(HttpStatusCode.Created, async () => (await Someone(learner.Roadmap)).StatusCode);
    }

    [Fact]
    public async Task A_retirement_holds_against_an_older_publication_whichever_is_handled_first()
    {
        var learner = await Learner.Of(service);
        await learner.Retire(2);
        await learner.Publish(1, "http");
        await Eventually.Equal(HttpStatusCode.NotFound, async () => (await Someone(learner.Roadmap)).StatusCode);

        var outline = new Outline { Roadmap = learner.Roadmap };
        outline.Apply(new RoadmapRetired(learner.Roadmap, 2, DateTime.UtcNow));
        outline.Apply(
            new RoadmapPublished(learner.Roadmap, "Revision 1", 1, [new("http", "HTTP", 10)], DateTime.UtcNow));
        Assert.True(outline.IsRetired);
        Assert.Single(outline.Lessons);
    }

    [Fact]
    public async Task A_list_pages_in_order_of_slug_by_its_cursor()
    {
        var learner = await Learner.Of(service);
        var client = service.As(learner.Id, "learner");
        var roadmaps = Enumerable.Range(1, 5).Select(n => $"list-{n}-{Guid.NewGuid():n}").ToList();
        foreach (var roadmap in roadmaps)
        {
            await service.Bus.Publish(
                new RoadmapPublished(roadmap, roadmap, 1, [new("http", "HTTP", 5)], DateTime.UtcNow));
            await Eventually.Is(
                async () => (await client.PutAsync($"/api/enrollments/{roadmap}", null)).IsSuccessStatusCode);
        }

        List<string> seen = [];
        var page = "/api/enrollments?limit=2";
        while (page is not null)
        {
            var (items, next) = (await client.GetFromJsonAsync<EnrollmentList>(page))!;
            Assert.InRange(items.Count, 1, 2);
            seen.AddRange(items.Select(item => item.Roadmap));
            page = next is null ? null : $"/api/enrollments?limit=2&after={next}";
        }

        Assert.Equal(roadmaps, seen);
    }

    private static readonly EqualityComparer<EnrollmentView> EnrollmentComparer =
        EqualityComparer<EnrollmentView>.Create(
            (one, other) => one is not null && other is not null
                && one with { Completed = other.Completed } == other
                && one.Completed.SequenceEqual(other.Completed));

    private Task<HttpResponseMessage> Someone(string roadmap) =>
        service.As($"someone-{Guid.NewGuid():n}", "learner").PutAsync($"/api/enrollments/{roadmap}", null);
}
