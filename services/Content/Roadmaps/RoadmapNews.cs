using Contracts;
using Messaging.Outbox;

namespace Content.Roadmaps;

/// <summary>What other services are told of a roadmap.</summary>
public static class RoadmapNews
{
    /// <summary>The event that this revision causes; null for drafts, and for an edit of what is retired.</summary>
    public static OutboxMessage? News(this Roadmap roadmap) => roadmap.Status switch
    {
        RoadmapStatus.Published => OutboxMessage.Of(Published(roadmap)),
        RoadmapStatus.Retired when roadmap.RetiredRevision == roadmap.Revision => OutboxMessage.Of(Retired(roadmap)),
        _ => null,
    };

    /// <summary>The event that led to the present standing, under the id that it had; null for a draft.</summary>
    public static OutboxMessage? Retell(this Roadmap roadmap) => roadmap.Status switch
    {
        RoadmapStatus.Published => OutboxMessage.Repeating(Published(roadmap), roadmap.UpdatedAt),
        RoadmapStatus.Retired => OutboxMessage.Repeating(Retired(roadmap), roadmap.RetiredAt!.Value),
        _ => null,
    };

    // Every revision of a published roadmap is announced, so its time is that of the newest announcement.
    private static RoadmapPublished Published(Roadmap roadmap) => new(
        roadmap.Slug,
        roadmap.Title,
        roadmap.Revision,
        [.. roadmap.Lessons.Select(lesson => new PublishedLesson(lesson.Slug, lesson.Title, lesson.Minutes))],
        roadmap.UpdatedAt);

    private static RoadmapRetired Retired(Roadmap roadmap) =>
        new(roadmap.Slug, roadmap.RetiredRevision!.Value, roadmap.RetiredAt!.Value);
}
