using MassTransit;
using Messaging.Inbox;
using Messaging.Outbox;
using Notifications.Storage;

namespace Notifications.Followers;

internal static class Announcing
{
    /// <summary>
    /// Tells those of these followers who know only an older revision, each once: publication and enrollment both
    /// come here, whichever is handled last. What is retold after longer than the inbox remembers is noted in
    /// silence, like every other repetition: they may have been told before.
    /// </summary>
    public static async Task Announce(
        this NotificationDb db, KnownRoadmap roadmap, IEnumerable<Follower> followers, ConsumeContext context)
    {
        var isForgotten = context.Headers.Get<DateTime>(Relay.RepeatOfHeader) is not null
            && roadmap.PublishedAt < DateTime.UtcNow - InboxExtensions.Retention;

        foreach (var follower in followers.Where(follower => follower.ToldRevision < roadmap.Revision))
        {
            follower.ToldRevision = roadmap.Revision;
            if (!isForgotten)
            {
                await db.Tell(Notification.Of(roadmap, follower.LearnerId));
            }
        }
    }
}
