using System.Net;
using System.Net.Http.Json;
using Contracts;
using Progress.Enrollments;

namespace Progress.Tests;

/// <summary>A new learner, a new roadmap, and what a test does with the two.</summary>
public sealed class Learner(ProgressUnderTest service)
{
    private readonly HttpClient client = service.As("set below", "learner");

    public string Id { get; } = $"learner-{Guid.NewGuid():n}";

    public string Roadmap { get; } = $"roadmap-{Guid.NewGuid():n}";

    public static async Task<Learner> Of(ProgressUnderTest service, params string[] lessons)
    {
        var learner = new Learner(service);
        learner.client.DefaultRequestHeaders.Authorization = new(
            "Bearer", service.Identity.TokenFor(learner.Id, "learner"));
        if (lessons.Length > 0)
        {
            await learner.Publish(revision: 1, lessons);
            await Eventually.Is(async () => (await learner.Enroll()).IsSuccessStatusCode);
        }

        return learner;
    }

    public Task Publish(int revision, params string[] lessons) => service.Bus.Publish(new RoadmapPublished(
        Roadmap, $"Revision {revision}", revision,
        [.. lessons.Select(lesson => new PublishedLesson(lesson, $"About {lesson}", 10))], DateTime.UtcNow));

    public Task Retire(int revision) => service.Bus.Publish(new RoadmapRetired(Roadmap, revision, DateTime.UtcNow));

    public Task ReviseRetired(int revision, params string[] lessons) => service.Bus.Publish(new RoadmapRetired(
        Roadmap, revision, DateTime.UtcNow, $"Revision {revision}",
        [.. lessons.Select(lesson => new PublishedLesson(lesson, $"About {lesson}", 10))]));

    public Task<HttpResponseMessage> Enroll() => client.PutAsync($"/api/enrollments/{Roadmap}", null);

    public Task<HttpResponseMessage> EnrollAnother() =>
        service.As($"learner-{Guid.NewGuid():n}", "learner").PutAsync($"/api/enrollments/{Roadmap}", null);

    public Task<HttpResponseMessage> TryComplete(string lesson) =>
        client.PutAsync($"/api/enrollments/{Roadmap}/lessons/{lesson}", null);

    public async Task<EnrollmentView> Complete(string lesson) => await Read(await TryComplete(lesson));

    public async Task<EnrollmentView> Reopen(string lesson) =>
        await Read(await client.DeleteAsync($"/api/enrollments/{Roadmap}/lessons/{lesson}"));

    public async Task<EnrollmentView> Enrollment() => await Read(await Get($"/api/enrollments/{Roadmap}"));

    public Task<HttpResponseMessage> Get(string path) => client.GetAsync(path);

    public static async Task<EnrollmentView> Read(HttpResponseMessage response)
    {
        Assert.True(response.StatusCode is HttpStatusCode.OK or HttpStatusCode.Created, response.ToString());
        return (await response.Content.ReadFromJsonAsync<EnrollmentView>())!;
    }
}
