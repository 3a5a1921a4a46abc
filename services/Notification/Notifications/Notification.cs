using Contracts;
using Messaging.Events;
using Notifications.Followers;
using Streams;

namespace Notifications;

/// <summary>
/// Something a learner is told. Its id and its time come from the event, not from this table, so that they are the
/// same wherever and however often the event is handled.
/// </summary>
public class Notification : IStreamed
{
    public long Sequence { get; init; }

    public required Guid Id { get; init; }

    public required string LearnerId { get; init; }

    public required NotificationKind Kind { get; init; }

    public required string Roadmap { get; init; }

    public required string Text { get; init; }

    public required DateTime CreatedAt { get; init; }

    public DateTime? ReadAt { get; set; }

    public static Notification Of(LearnerEnrolled told, Guid messageId) => new()
    {
        Id = NameBasedId.Of(messageId, told.LearnerId),
        LearnerId = told.LearnerId,
        Kind = NotificationKind.Welcome,
        Roadmap = told.Roadmap,
        Text = $"Welcome to {told.Title}.",
        CreatedAt = told.EnrolledAt,
    };

    public static Notification Of(LessonCompleted told, Guid messageId) => new()
    {
        Id = NameBasedId.Of(messageId, told.LearnerId),
        LearnerId = told.LearnerId,
        Kind = NotificationKind.Lesson,
        Roadmap = told.Roadmap,
        Text = $"Well done: {told.LessonTitle}. That is {told.Completed} of {told.Total} lessons in {told.Title}.",
        CreatedAt = told.CompletedAt,
    };

    public static Notification Of(RoadmapCompleted told, Guid messageId) => new()
    {
        Id = NameBasedId.Of(messageId, told.LearnerId),
        LearnerId = told.LearnerId,
        Kind = NotificationKind.Celebration,
        Roadmap = told.Roadmap,
        Text = $"You finished {told.Title}. Congratulations!",
        CreatedAt = told.CompletedAt,
    };

    /// <summary>An announcement. Its id derives from what is told, since one of two messages may lead to it.</summary>
    public static Notification Of(KnownRevision revised, string learner) => new()
    {
        Id = NameBasedId.Of(nameof(NotificationKind.Announcement), revised.Roadmap, revised.Revision, learner),
        LearnerId = learner,
        Kind = NotificationKind.Announcement,
        Roadmap = revised.Roadmap,
        Text = $"{revised.Title} was revised.",
        CreatedAt = revised.PublishedAt,
    };
}
