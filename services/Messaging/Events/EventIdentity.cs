using Contracts;

namespace Messaging.Events;

/// <summary>
/// A message's id derives from what happened, not from when it was sent: an event that is stored again by a
/// rebuild, or published by another owner of the same module, is recognised as the one that is already known.
/// </summary>
public static class EventIdentity
{
    /// <summary>The id of the event's message: the same for the same facts, on any machine.</summary>
    /// <exception cref="ArgumentException">The type is none of Contracts.</exception>
    public static Guid Of(IEvent @event) => @event switch
    {
        RoadmapPublished e => NameBasedId.Of(nameof(RoadmapPublished), e.Roadmap, e.Revision, e.PublishedAt),
        RoadmapRetired e => NameBasedId.Of(nameof(RoadmapRetired), e.Roadmap, e.Revision, e.RetiredAt),
        LearnerEnrolled e => OfEnrollment(nameof(LearnerEnrolled), e.LearnerId, e.Roadmap, e.Version, e.EnrolledAt),
        LessonCompleted e => OfEnrollment(nameof(LessonCompleted), e.LearnerId, e.Roadmap, e.Version, e.CompletedAt),
        LessonReopened e => OfEnrollment(nameof(LessonReopened), e.LearnerId, e.Roadmap, e.Version, e.ReopenedAt),
        RoadmapCompleted e => OfEnrollment(nameof(RoadmapCompleted), e.LearnerId, e.Roadmap, e.Version, e.CompletedAt),
        _ => throw new ArgumentException($"{@event.GetType().Name} is no event of Contracts.", nameof(@event)),
    };

    private static Guid OfEnrollment(string @event, string learner, string roadmap, int version, DateTime time) =>
        NameBasedId.Of(@event, learner, roadmap, version, time);
}
