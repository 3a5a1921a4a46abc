using System.Net;
using Acceptance;
using Acceptance.Enrollments;
using Acceptance.Notifications;
using Acceptance.Roadmaps;

namespace Moving.Tests.Clients;

/// <summary>
/// A learner who completes and reopens lessons, reads all there is, and knows what must have come of it.
/// </summary>
public sealed class LearningClient(Caller learner, Draft roadmap, bool mayFail) : IDisposable
{
    private readonly Calls calls = new(mayFail);
    private readonly HashSet<string> completed = [];
    private int completions;
    private string? email;

    public int Made => calls.Made;

    public int CompletedLessons => completed.Count;

    private string Enrollment => $"/api/enrollments/{roadmap.Slug}";

    public Task Enroll() =>
        calls.Make("enroll", () => learner.Put(Enrollment), HttpStatusCode.Created, HttpStatusCode.OK);

    public async Task Learn(string[] lessons, CancellationToken stop)
    {
        for (var lap = 0; !stop.IsCancellationRequested; lap++)
        {
            await Toggle(lessons[lap % lessons.Length]);
            // What was answered holds from then on, whoever answers now.
            await ProgressIsRight();
            await Read(lap);
            await ChangeSettings(lap);
        }
    }

    /// <summary>Holds that every effect of what was accepted is there, and no other.</summary>
    public async Task<IReadOnlySet<string>> NothingIsLostOrDoubled(int announcements)
    {
        await ProgressIsRight();
        await PreferencesAreRight();

        string[] expected =
        [
            "welcome",
            .. Enumerable.Repeat("lesson", completions),
            .. Enumerable.Repeat("announcement", announcements)
        ];
        var told = await Eventually.Get(
            Told, told => told.Count >= expected.Length, TimeSpan.FromSeconds(60), $"{expected.Length} notifications");

        Assert.Equal(Counted(expected), Counted(told.Select(notification => notification.Kind)));
        var ids = told.Select(notification => notification.Id).ToHashSet();
        Assert.Equal(told.Count, ids.Count);
        return ids;
    }

    public void Dispose() => calls.Dispose();

    private async Task Toggle(string lesson)
    {
        var path = $"{Enrollment}/lessons/{lesson}";
        if (completed.Remove(lesson))
        {
            await calls.Make("reopen", () => learner.Delete(path));
        }
        else
        {
            await calls.Make("complete", () => learner.Put(path));
            completed.Add(lesson);
            completions++;
        }
    }

    private async Task Read(int lap)
    {
        string[] paths =
        [
            "/api/enrollments",
            "/api/notifications?limit=5",
            "/api/notifications?unread=true",
            roadmap.Path,
            $"{roadmap.Path}/lessons/{roadmap.Stages[0].Lessons[0].Slug}",
            $"{roadmap.Path}/statistics",
            "/api/roadmaps?search=backend",
            "/api/dashboard"
        ];
        foreach (var path in new[] { paths[lap % paths.Length], paths[(lap + 3) % paths.Length] })
        {
            await calls.Make($"GET {path}", () => learner.Get(path));
        }
    }

    private async Task ChangeSettings(int lap)
    {
        switch (lap % 4)
        {
            case 0:
                await calls.Make("read all", () => learner.Post("/api/notifications/read-all"));
                break;
            case 2:
                email = email is null ? $"{learner.Subject}@example.org" : null;
                await calls.Make(
                    "preferences",
                    () => learner.Put("/api/notifications/preferences", new { email, muted = Array.Empty<string>() }));
                await PreferencesAreRight();
                break;
        }
    }

    private async Task ProgressIsRight()
    {
        var progress = (await calls.Make("enrollment", () => learner.Get(Enrollment))).As<Enrollment>();
        Assert.Equal(completed.Order(), progress.Completed.Order());
    }

    private async Task PreferencesAreRight()
    {
        var answer = await calls.Make("preferences", () => learner.Get("/api/notifications/preferences"));
        Assert.Equal(email, answer.As<Preferences>().Email);
    }

    private async Task<List<Notification>> Told()
    {
        List<Notification> told = [];
        for (string? before = ""; before is not null;)
        {
            var query = before is "" ? "" : $"&before={Uri.EscapeDataString(before)}";
            var page = (await calls.Make("notifications", () => learner.Get($"/api/notifications?limit=100{query}")))
                .As<NotificationList>();
            told.AddRange(page.Items);
            before = page.Next;
        }

        return told;
    }

    private static SortedDictionary<string, int> Counted(IEnumerable<string> kinds) =>
        new(kinds.CountBy(kind => kind).ToDictionary());
}
