using Contracts;
using Messaging.Inbox;
using Microsoft.EntityFrameworkCore;
using Monolith.Modules;
using Monolith.Notifications;
using Monolith.Storage;

namespace Monolith.Followers;

/// <summary>
/// What learners are told of the roadmaps that they follow. Harmless when run twice, and in any order: a follower has
/// the revision last told of.
/// </summary>
internal static class Announcing
{
    /// <summary>Remembers who follows a roadmap since which revision, and announces one that is newer.</summary>
    public static async Task FollowRoadmap(MonolithDb db, Told<LearnerEnrolled> told)
    {
        var enrolled = told.Event;
        var follower = await db.Followers.FindAsync(enrolled.LearnerId, enrolled.Roadmap);
        if (follower is null)
        {
            follower = new Follower { LearnerId = enrolled.LearnerId, Roadmap = enrolled.Roadmap };
            db.Followers.Add(follower);
        }

        follower.ToldRevision = Math.Max(follower.ToldRevision, enrolled.Revision);
        if (await db.KnownRoadmaps.FindAsync(enrolled.Roadmap) is { } roadmap)
        {
            await db.Announce(roadmap, [follower], told.RepeatOf);
        }
    }

    /// <summary>Tells followers that a roadmap was revised: all of them, in the transaction that revises it.</summary>
    public static async Task AnnounceRevision(MonolithDb db, Told<RoadmapPublished> told)
    {
        var published = told.Event;
        var roadmap = await db.KnownRoadmaps.FindAsync(published.Roadmap);
        if (roadmap is null)
        {
            roadmap = new KnownRoadmap { Slug = published.Roadmap };
            db.KnownRoadmaps.Add(roadmap);
        }

        if (published.Revision > roadmap.Revision)
        {
            (roadmap.Title, roadmap.Revision, roadmap.PublishedAt) =
                (published.Title, published.Revision, published.PublishedAt);
        }

        var followers = await db.Followers
            .Where(follower => follower.Roadmap == roadmap.Slug && follower.ToldRevision < roadmap.Revision)
            .OrderBy(follower => follower.ToldRevision).ThenBy(follower => follower.LearnerId)
            .ToListAsync();
        await db.Announce(roadmap, followers, told.RepeatOf);
    }

    // What is retold after longer than the inbox remembers is noted in silence, like every other repetition: they
    // may have been told before.
    private static async Task Announce(
        this MonolithDb db, KnownRoadmap roadmap, IEnumerable<Follower> followers, DateTime? repeatOf)
    {
        var isForgotten = repeatOf is not null && roadmap.PublishedAt < DateTime.UtcNow - InboxExtensions.Retention;

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
