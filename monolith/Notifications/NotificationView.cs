namespace Monolith.Notifications;

/// <summary>A notification as clients see it.</summary>
public record NotificationView(
    Guid Id, NotificationKind Kind, string Roadmap, string Text, DateTime CreatedAt, DateTime? ReadAt)
{
    public static NotificationView Of(Notification notification) => new(
        notification.Id, notification.Kind, notification.Roadmap, notification.Text,
        notification.CreatedAt, notification.ReadAt);
}

/// <summary>A page of a learner's notifications, newest first; the count is of all that are unread.</summary>
public record NotificationList(IReadOnlyList<NotificationView> Items, int UnreadCount, string? Next);

/// <summary>How many notifications became read. (A count of the unread could be outdated by a newer one.)</summary>
public record MarkedRead(int Read);
