using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Serialization;
using Contracts;
using Notifications.Preferences;

namespace Notifications.Tests;

/// <summary>
/// A new learner in a new roadmap: what the other services say of them, and what the learner asks for.
/// </summary>
public sealed class Learner
{
    public static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    private readonly ServiceUnderTest<Program> service;

    public Learner(ServiceUnderTest<Program> service, string? roadmap = null)
    {
        this.service = service;
        Roadmap = roadmap ?? $"roadmap-{Guid.NewGuid():n}";
        Client = service.As(Id, "learner");
    }

    public string Id { get; } = $"learner-{Guid.NewGuid():n}";

    public string Roadmap { get; }

    /// <summary>Long before the tests, and in whole milliseconds, as all events.</summary>
    public DateTime Time { get; } = new(2026, 3, 4, 5, 6, 7, 89, DateTimeKind.Utc);

    public HttpClient Client { get; }

    public LearnerEnrolled Enrolled(int revision = 1) => new(Id, Roadmap, "HTTP in depth", revision, 1, Time);

    public LessonCompleted Completed(int lessons, int total = 12) => new(
        Id, Roadmap, "HTTP in depth", $"lesson-{lessons}", $"Lesson {lessons}", lessons, total, lessons + 1,
        Time.AddSeconds(lessons));

    public RoadmapCompleted Finished() => new(Id, Roadmap, "HTTP in depth", 100, Time.AddHours(1));

    public RoadmapPublished Published(int revision) => new(
        Roadmap, $"Edition {revision}", revision, [new("http", "HTTP", 10)], Time.AddDays(revision));

    public async Task<Guid> IsSaid<T>(T message, Guid? messageId = null)
        where T : class
    {
        var id = messageId ?? Guid.NewGuid();
        await service.Bus.Publish(message, id);
        return id;
    }

    public async Task<NotificationList> Notifications(string query = "") =>
        (await Client.GetFromJsonAsync<NotificationList>($"/api/notifications?{query}", Json))!;

    /// <summary>Waits until exactly these kinds were told, in any order.</summary>
    public async Task<IReadOnlyList<NotificationView>> IsTold(params NotificationKind[] kinds) =>
        (await Eventually.Get(
            () => Notifications("limit=100"),
            list => list.Items.Select(item => item.Kind).Order().SequenceEqual(kinds.Order()),
            what: string.Join(", ", kinds))).Items;

    public async Task Prefers(string? email, params NotificationKind[] muted)
    {
        var response = await Client.PutAsJsonAsync(
            "/api/notifications/preferences", PreferencesView.Of(email, muted), Json);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    public async Task<NotificationView> Reads(Guid id)
    {
        var response = await Client.PostAsync($"/api/notifications/{id}/read", null);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return (await response.Content.ReadFromJsonAsync<NotificationView>(Json))!;
    }
}

internal static class Told
{
    /// <summary>The next notifications of a stream, each under its own id.</summary>
    public static async Task<List<NotificationView>> Next(this EventStream stream, int count)
    {
        var items = await stream.NextNotifications(count);
        List<NotificationView> told =
            [.. items.Select(item => JsonSerializer.Deserialize<NotificationView>(item.Data, Learner.Json)!)];
        Assert.Equal(items.Select(item => item.EventId), told.Select(notification => $"{notification.Id}"));
        return told;
    }
}
