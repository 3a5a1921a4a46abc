using Contracts;
using MassTransit;
using Messaging.Storage;
using Microsoft.EntityFrameworkCore;
using Notifications.Storage;

namespace Notifications.Followers;

/// <summary>Tells followers that a roadmap was revised.</summary>
public class AnnounceRevision(Writer<NotificationDb> writer) : IConsumer<RoadmapPublished>
{
    private const int FollowersInOneUnit = 100;

    // Harmless when run twice, or interrupted and run again: a follower has the revision last told of.
    public async Task Consume(ConsumeContext<RoadmapPublished> context)
    {
        await writer.Run(db => Remember(db, context.Message), context.CancellationToken);

        // Many may follow, and everybody else's writes wait for each unit.
        while (await writer.Run(db => AnnounceToSome(db, context), context.CancellationToken) == FollowersInOneUnit)
        {
        }
    }

    private static async Task Remember(NotificationDb db, RoadmapPublished published)
    {
        var roadmap = await db.Roadmaps.FindAsync(published.Roadmap);
        if (roadmap is null)
        {
            roadmap = new KnownRoadmap { Slug = published.Roadmap };
            db.Roadmaps.Add(roadmap);
        }

        if (published.Revision > roadmap.Revision)
        {
            (roadmap.Title, roadmap.Revision, roadmap.PublishedAt) =
                (published.Title, published.Revision, published.PublishedAt);
        }
    }

    private static async Task<int> AnnounceToSome(NotificationDb db, ConsumeContext<RoadmapPublished> context)
    {
        var roadmap = await db.Roadmaps.SingleAsync(known => known.Slug == context.Message.Roadmap);
        var followers = await db.Followers
            .Where(follower => follower.Roadmap == roadmap.Slug && follower.ToldRevision < roadmap.Revision)
            .OrderBy(follower => follower.ToldRevision).ThenBy(follower => follower.LearnerId)
            .Take(FollowersInOneUnit).ToListAsync();

        await db.Announce(roadmap, followers, context);
        return followers.Count;
    }
}
