using ServiceDefaults;

namespace Monolith.Notifications;

internal static class NotificationQueries
{
    public static IQueryable<Notification> Unread(this IQueryable<Notification> notifications) =>
        notifications.Where(notification => notification.ReadAt == null);

    /// <summary>Those that a list, newest first, shows after this one.</summary>
    public static IQueryable<Notification> Before(this IQueryable<Notification> notifications, TimeCursor end)
    {
        var (createdAt, id) = end;
        // The first condition is implied by the second; it is the one that finds its way into the index.
        return notifications
            .Where(n => n.CreatedAt <= createdAt)
            .Where(n => n.CreatedAt < createdAt || n.Id.CompareTo(id) < 0);
    }
}
