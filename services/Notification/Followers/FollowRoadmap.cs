using Contracts;
using MassTransit;
using Messaging.Storage;
using Microsoft.EntityFrameworkCore;
using Notifications.Storage;

namespace Notifications.Followers;

/// <summary>Remembers who follows a roadmap since which revision, and announces those that are newer.</summary>
public class FollowRoadmap(Writer<NotificationDb> writer) : IConsumer<LearnerEnrolled>
{
    // Harmless when run twice: there is one follower for a learner and a roadmap.
    public Task Consume(ConsumeContext<LearnerEnrolled> context) => writer.Run(async db =>
    {
        var enrolled = context.Message;
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
            .Where(revision => !context.MayHaveBeenToldOf(revision.PublishedAt))
            .Select(revision => Notification.Of(revision, enrolled.LearnerId)));
    }, context.CancellationToken);
}
