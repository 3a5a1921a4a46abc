using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Content.Storage;
using Microsoft.Data.Sqlite;
using Notifications.Storage;
using Progress.Storage;

[assembly: AssemblyFixture(typeof(TestBroker))]

namespace Upgrade;

/// <summary>All services of today, each on the data that its first release left behind.</summary>
public sealed class SiteOfOldData(TestBroker broker) : IAsyncLifetime
{
    public ServiceOfOldData<ContentDb> Content { get; } = new(broker);

    public ServiceOfOldData<ProgressDb> Progress { get; } = new(broker);

    public ServiceOfOldData<NotificationDb> Notification { get; } = new(broker);

    public async ValueTask InitializeAsync()
    {
        Content.RestoreVersion1();
        Progress.RestoreVersion1();
        Notification.RestoreVersion1();

        await Content.InitializeAsync();
        await Progress.InitializeAsync();
        await Notification.InitializeAsync();
    }

    public Task<JsonNode> Course(string roadmap) => Get(Content.As("barbara", "author"), $"/api/roadmaps/{roadmap}");

    public Task<JsonNode> Enrollment(string learner, string roadmap) =>
        Get(Progress.As(learner, "learner"), $"/api/enrollments/{roadmap}");

    public Task<HttpResponseMessage> Enroll(string learner, string roadmap) =>
        Progress.As(learner, "learner").PutAsync($"/api/enrollments/{roadmap}", null);

    public Task<JsonNode> Preferences(string learner) =>
        Get(Notification.As(learner, "learner"), "/api/notifications/preferences");

    /// <summary>A learner's notifications, newest first.</summary>
    public async Task<IReadOnlyList<JsonNode>> Notifications(string learner) =>
    [
        .. (await Get(Notification.As(learner, "learner"), "/api/notifications?limit=100"))["items"]!
            .AsArray().OfType<JsonNode>()
    ];

    /// <summary>Who is in, how many completions count, and who has finished: <c>2 1 0</c>.</summary>
    public async Task<string> Statistics(string roadmap)
    {
        var counted = await Get(Content.Anonymous(), $"/api/roadmaps/{roadmap}/statistics");
        return $"{counted["learners"]} {counted["lessonsCompleted"]} {counted["finished"]}";
    }

    public async ValueTask DisposeAsync()
    {
        await Content.DisposeAsync();
        await Progress.DisposeAsync();
        await Notification.DisposeAsync();
        SqliteConnection.ClearAllPools();
    }

    private static async Task<JsonNode> Get(HttpClient caller, string path) =>
        (await caller.GetFromJsonAsync<JsonNode>(path))!;
}
