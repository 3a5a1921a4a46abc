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

    // Harmless when run twice, or interrupted and run again: a revision keeps how far its followers have been told.
    public async Task Consume(ConsumeContext<RoadmapPublished> context)
    {
        await writer.Run(db => Remember(db, context), context.CancellationToken);

        // Many may follow, and everybody else's writes wait for each unit.
        while (!await writer.Run(db => AnnounceToSome(db, context.Message), context.CancellationToken))
        {
        }
    }

    private static async Task Remember(NotificationDb db, ConsumeContext<RoadmapPublished> context)
    {
        var published = context.Message;
        if (await db.KnownRevisions.FindAsync(published.Roadmap, published.Text()) is null)
        {
            db.KnownRevisions.Add(new KnownRevision
            {
                Roadmap = published.Roadmap,
                Revision = published.Text(),
                Title = published.Title,
                PublishedAt = published.PublishedAt,
                ToldUpTo = context.MayHaveBeenToldOf(published.PublishedAt) ? null : "",
            });
        }
    }

    /// <summary>Whether all have been told.</summary>
    private static async Task<bool> AnnounceToSome(NotificationDb db, RoadmapPublished published)
    {
        var revision = (await db.KnownRevisions.FindAsync(published.Roadmap, published.Text()))!;
        if (revision.ToldUpTo is not { } last)
        {
            return true;
        }

        var followers = await db.Followers.AsNoTracking()
            .Where(follower => follower.Roadmap == revision.Roadmap && follower.ToldRevision < revision.Revision
                && follower.LearnerId.CompareTo(last) > 0)
            .OrderBy(follower => follower.LearnerId)
            .Take(FollowersInOneUnit)
            .ToListAsync();

        await db.Announce(followers.Select(follower => Notification.Of(revision, follower.LearnerId)));
        revision.ToldUpTo = followers.Count == FollowersInOneUnit ? followers[^1].LearnerId : null;
        return revision.ToldUpTo is null;
    }
}
