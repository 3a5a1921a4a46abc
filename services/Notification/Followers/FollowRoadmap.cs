using Contracts;
using MassTransit;
using Messaging.Storage;
using Notifications.Storage;

namespace Notifications.Followers;

/// <summary>Remembers who follows a roadmap since which revision, and announces one that is newer.</summary>
public class FollowRoadmap(Writer<NotificationDb> writer) : IConsumer<LearnerEnrolled>
{
    // Harmless when run twice: there is one follower for a learner and a roadmap, and the newest revision stays.
    public Task Consume(ConsumeContext<LearnerEnrolled> context) => writer.Run(async db =>
    {
        var enrolled = context.Message;
        var follower = await db.Followers.FindAsync(enrolled.LearnerId, enrolled.Roadmap);
        if (follower is null)
        {
            follower = new Follower { LearnerId = enrolled.LearnerId, Roadmap = enrolled.Roadmap };
            db.Followers.Add(follower);
        }

        follower.ToldRevision = Math.Max(follower.ToldRevision, enrolled.Revision);
        if (await db.Roadmaps.FindAsync(enrolled.Roadmap) is { } roadmap)
        {
            await db.Announce(roadmap, [follower], context);
        }
    }, context.CancellationToken);
}
