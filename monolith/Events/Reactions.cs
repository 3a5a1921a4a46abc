using Contracts;
using Monolith.Followers;
using Monolith.Notifications;
using Monolith.Outlines;
using Monolith.Statistics;
using Monolith.Storage;

namespace Monolith.Events;

/// <summary>What the modules do about events, by the names of the queues that lead to it elsewhere.</summary>
internal static class Reactions
{
    public static readonly IReadOnlyDictionary<string, Reaction> ByQueue = new Dictionary<string, Reaction>
    {
        ["content-count-learner"] = To<LearnerEnrolled>(Counting.CountLearner),
        ["content-count-completion"] = To<LessonCompleted>(Counting.CountCompletion),
        ["content-uncount-completion"] = To<LessonReopened>(Counting.UncountCompletion),
        ["content-count-finisher"] = To<RoadmapCompleted>(Counting.CountFinisher),
        ["progress-replace-outline"] = To<RoadmapPublished>(OutlineReactions.ReplaceOutline),
        ["progress-retire-outline"] = To<RoadmapRetired>(OutlineReactions.RetireOutline),
        ["notification-welcome-learner"] = To<LearnerEnrolled>(Telling.WelcomeLearner),
        ["notification-congratulate-learner"] = To<LessonCompleted>(Telling.CongratulateLearner),
        ["notification-celebrate-completion"] = To<RoadmapCompleted>(Telling.CelebrateCompletion),
        ["notification-follow-roadmap"] = To<LearnerEnrolled>(Announcing.FollowRoadmap),
        ["notification-announce-revision"] = To<RoadmapPublished>(Announcing.AnnounceRevision),
    };

    private static Reaction<TEvent> To<TEvent>(Func<MonolithDb, Delivery<TEvent>, Task> react) where TEvent : class =>
        new(react);
}
