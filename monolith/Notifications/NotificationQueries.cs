using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using ServiceDefaults;

namespace Monolith.Notifications;

/// <summary>Where a page of notifications ends.</summary>
internal readonly record struct PageEnd(DateTime CreatedAt, Guid Id)
{
    public static string CursorAfter(NotificationView last) =>
        Cursor.Of(last.CreatedAt.ToString("O", CultureInfo.InvariantCulture), last.Id.ToString());

    public static bool TryParse(string cursor, [NotNullWhen(true)] out PageEnd? end)
    {
        end = Cursor.TryParse(cursor, 2, out var keys)
            && DateTime.TryParseExact(
                keys[0], "O", CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out var createdAt)
            && Guid.TryParse(keys[1], out var id) ? new(createdAt, id) : null;
        return end is not null;
    }
}

internal static class NotificationQueries
{
    public static IQueryable<Notification> Unread(this IQueryable<Notification> notifications) =>
        notifications.Where(notification => notification.ReadAt == null);

    /// <summary>Those that a list, newest first, shows after this one.</summary>
    public static IQueryable<Notification> Before(this IQueryable<Notification> notifications, PageEnd end)
    {
        var (createdAt, id) = end;
        // The first condition is implied by the second; it is the one that finds its way into the index.
        return notifications
            .Where(n => n.CreatedAt <= createdAt)
            .Where(n => n.CreatedAt < createdAt || n.Id.CompareTo(id) < 0);
    }
}
