using Contracts;
using MassTransit;
using Messaging.Events;
using Messaging.Inbox;
using Microsoft.EntityFrameworkCore;
using Notifications.Storage;

namespace Notifications.Followers;

internal static class Announcing
{
    /// <summary>The revision that made the text: what is published again as it was is no news.</summary>
    public static int Text(this RoadmapPublished published) => published.TextRevision ?? published.Revision;

    /// <summary>
    /// Tells each of these once: publication and enrollment both come here, whichever is handled last.
    /// </summary>
    public static async Task Announce(this NotificationDb db, IEnumerable<Notification> announcements)
    {
        var all = announcements.ToDictionary(announcement => announcement.Id);
        var told = await db.Notifications
            .Where(known => all.Keys.Contains(known.Id)).Select(known => known.Id).ToListAsync();
        foreach (var (_, announcement) in all.ExceptBy(told, one => one.Key))
        {
            db.Tell(announcement);
        }
    }

    /// <summary>
    /// Whether this is retold after longer than the inbox remembers: then it is noted in silence, like every other
    /// repetition.
    /// </summary>
    public static bool MayHaveBeenToldOf(this ConsumeContext context, DateTime publishedAt) =>
        context.Headers.Get<DateTime>(WireFormat.RepeatOfHeader) is not null
        && publishedAt < DateTime.UtcNow - InboxExtensions.Retention;
}
