using System.Net;

namespace Acceptance.Notifications;

/// <summary>How learners hear of things.</summary>
public static class NotificationCalls
{
    // After the broker was down, it takes the services some time to notice that it is back.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    public static async Task<NotificationList> Notifications(this Caller learner, string query = "limit=100") =>
        (await learner.Get($"/api/notifications?{query}")).Is(HttpStatusCode.OK).As<NotificationList>();

    /// <summary>
    /// Waits until the learner was told this many times, and holds that it was of these kinds exactly, in any order:
    /// one too many, or twice, shows.
    /// </summary>
    public static async Task<NotificationList> IsTold(this Caller learner, params string[] kinds)
    {
        var list = await Eventually.Get(
            () => learner.Notifications(), told => told.Items.Length >= kinds.Length, Patience,
            string.Join(", ", kinds));
        Assert.Equal(kinds.Order(), list.Items.Select(item => item.Kind).Order());
        return list;
    }

    public static async Task<Preferences> Preferences(this Caller learner) =>
        (await learner.Get("/api/notifications/preferences")).Is(HttpStatusCode.OK).As<Preferences>();
}
