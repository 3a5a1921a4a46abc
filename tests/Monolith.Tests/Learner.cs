using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace Monolith.Tests;

/// <summary>A new learner and a new roadmap, published, as clients of the whole product.</summary>
public sealed class Learner(ServiceUnderTest<Program> site)
{
    public string Id { get; } = $"learner-{Guid.NewGuid():n}";

    public string Roadmap { get; } = $"roadmap-{Guid.NewGuid():n}";

    public string Enrollment => $"/api/enrollments/{Roadmap}";

    public HttpClient Client => site.As(Id, "learner");

    public HttpClient Author => site.As("ann", "author");

    /// <summary>Somebody writes a roadmap with these lessons and publishes it, or revises it.</summary>
    public async Task<Learner> HasCourse(params string[] lessons)
    {
        var text = new JsonObject
        {
            ["title"] = "HTTP in depth",
            ["tags"] = new JsonArray("http"),
            ["stages"] = new JsonArray(new JsonObject
            {
                ["title"] = "First stage",
                ["lessons"] = new JsonArray([.. lessons.Select(slug => new JsonObject
                {
                    ["slug"] = slug,
                    ["title"] = $"Lesson {slug}",
                    ["kind"] = "article",
                    ["minutes"] = 10,
                    ["body"] = "# Heading",
                    ["resources"] = new JsonArray(
                        new JsonObject { ["title"] = "More", ["url"] = "https://example.org/" }),
                })]),
            }),
        };

        using var put = new HttpRequestMessage(HttpMethod.Put, $"/api/roadmaps/{Roadmap}")
        {
            Content = JsonContent.Create(text)
        };
        if ((await Author.GetAsync($"/api/roadmaps/{Roadmap}")).Headers.ETag is { } revision)
        {
            put.Headers.IfMatch.Add(revision);
        }

        (await Author.SendAsync(put)).EnsureSuccessStatusCode();
        (await Author.PostAsync($"/api/roadmaps/{Roadmap}/publish", null)).EnsureSuccessStatusCode();
        return this;
    }

    public async Task<Learner> Enrolls()
    {
        Assert.Equal(HttpStatusCode.Created, (await Put(Enrollment)).StatusCode);
        return this;
    }

    public async Task<Learner> Completes(string lesson)
    {
        Assert.Equal(HttpStatusCode.OK, (await Put($"{Enrollment}/lessons/{lesson}")).StatusCode);
        return this;
    }

    public async Task<Learner> WantsMail()
    {
        var preferences = new { email = $"{Id}@example.org", muted = Array.Empty<string>() };
        (await Client.PutAsJsonAsync("/api/notifications/preferences", preferences)).EnsureSuccessStatusCode();
        return this;
    }

    public Task<HttpResponseMessage> Put(string path) => Client.PutAsync(path, null);

    public async Task<JsonObject> Get(string path) => (await Client.GetFromJsonAsync<JsonObject>(path))!;

    /// <summary>The kinds of what they were told, in order of the alphabet.</summary>
    public async Task<string> Told() => string.Join(' ',
        (await Notifications()).Select(item => (string)item!["kind"]!).Order());

    public async Task<JsonArray> Notifications() => (JsonArray)(await Get("/api/notifications"))["items"]!;

    public async Task<int> Learners() => (int)(await Get($"/api/roadmaps/{Roadmap}/statistics"))["learners"]!;
}
