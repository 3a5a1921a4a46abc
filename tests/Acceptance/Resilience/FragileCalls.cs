using Acceptance.Enrollments;
using Acceptance.Notifications;
using Acceptance.Roadmaps;

namespace Acceptance.Resilience;

/// <summary>What these tests begin and end with.</summary>
public static class FragileCalls
{
    /// <summary>A learner who is in and was welcomed, so that all parts have heard of both.</summary>
    public static async Task<(Draft Roadmap, Caller Learner)> Enrolled(this Site site, params string[] lessons)
    {
        var roadmap = await (await site.Author()).Publish(Draft.Of(lessons));
        var learner = await site.Learner();
        await learner.Enroll(roadmap);
        await learner.IsTold("welcome");
        return (roadmap, learner);
    }

    /// <summary>
    /// Completes a lesson once more and waits until that was told: a second delivery of what came before would have
    /// come before it.
    /// </summary>
    public static async Task IsToldNoMore(this Caller learner, Draft roadmap, string lesson)
    {
        var kinds = (await learner.Notifications()).Items.Select(item => item.Kind);

        await learner.Reopen(roadmap, lesson);
        await learner.Complete(roadmap, lesson);

        await learner.IsTold([.. kinds, "lesson"]);
    }
}
