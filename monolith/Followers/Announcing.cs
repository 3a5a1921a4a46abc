using Contracts;
using Messaging.Inbox;
using Microsoft.EntityFrameworkCore;
using Monolith.Events;
using Monolith.Notifications;
using Monolith.Storage;

namespace Monolith.Followers;

/// <summary>
/// What learners are told of the roadmaps that they follow. Harmless when run twice, and in any order: there is one
/// follower for a learner and a roadmap, and a revision keeps how far its followers have been told.
/// </summary>
internal static class Announcing
{
    /// <summary>Remembers who follows a roadmap since which revision, and announces those that are newer.</summary>
    public static async Task FollowRoadmap(MonolithDb db, Delivery<LearnerEnrolled> delivery)
    {
        var enrolled = delivery.Event;
        if (await db.Followers.FindAsync(enrolled.LearnerId, enrolled.Roadmap) is not null)
        {
            return;
        }

        db.Followers.Add(new Follower
        {
            LearnerId = enrolled.LearnerId,
            Roadmap = enrolled.Roadmap,
            ToldRevision = enrolled.Revision,
        });

        var newer = await db.KnownRevisions.AsNoTracking()
            .Where(revision => revision.Roadmap == enrolled.Roadmap && revision.Revision > enrolled.Revision)
            .ToListAsync();
        await db.Announce(newer
            .Where(revision => !delivery.MayHaveBeenToldOf(revision.PublishedAt))
            .Select(revision => Notification.Of(revision, enrolled.LearnerId)));
    }

    /// <summary>Tells followers that a roadmap was revised: all of them, in the transaction that revises it.</summary>
    public static async Task AnnounceRevision(MonolithDb db, Delivery<RoadmapPublished> delivery)
    {
        var published = delivery.Event;
        // What is published again as it was is no news.
        var text = published.TextRevision ?? published.Revision;
        var revision = await db.KnownRevisions.FindAsync(published.Roadmap, text) ?? db.KnownRevisions.Add(new()
        {
            Roadmap = published.Roadmap,
            Revision = text,
            Title = published.Title,
            PublishedAt = published.PublishedAt,
            ToldUpTo = delivery.MayHaveBeenToldOf(published.PublishedAt) ? null : "",
        }).Entity;
        if (revision.ToldUpTo is not { } last)
        {
            return;
        }

        var followers = await db.Followers.AsNoTracking()
            .Where(follower => follower.Roadmap == revision.Roadmap && follower.ToldRevision < revision.Revision
                && follower.LearnerId.CompareTo(last) > 0)
            .OrderBy(follower => follower.LearnerId)
            .ToListAsync();
        await db.Announce(followers.Select(follower => Notification.Of(revision, follower.LearnerId)));
        revision.ToldUpTo = null;
    }

    /// <summary>
    /// Tells each of these once: publication and enrollment both come here, whichever is handled last.
    /// </summary>
    private static async Task Announce(this MonolithDb db, IEnumerable<Notification> announcements)
    {
        var all = announcements.ToDictionary(announcement => announcement.Id);
        var told = await db.Notifications
            .Where(known => all.Keys.Contains(known.Id)).Select(known => known.Id).ToListAsync();
        foreach (var (_, announcement) in all.ExceptBy(told, one => one.Key))
        {
            await db.Tell(announcement);
        }
    }

    // What is retold after longer than the inbox remembers is noted in silence, like every other repetition.
    private static bool MayHaveBeenToldOf<TEvent>(this Delivery<TEvent> delivery, DateTime publishedAt) =>
        delivery.RepeatOf is not null && publishedAt < DateTime.UtcNow - InboxExtensions.Retention;
}
