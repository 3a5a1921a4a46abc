using Contracts;
using Messaging.Events;
using Messaging.Outbox;

namespace Content.Roadmaps;

/// <summary>What other services are told of a roadmap.</summary>
public static class RoadmapNews
{
    /// <summary>The event that this revision causes; null for a draft.</summary>
    public static OutboxMessage? News(this Roadmap roadmap) => roadmap.Status switch
    {
        RoadmapStatus.Published => EventMessage.Of(Published(roadmap)),
        RoadmapStatus.Retired => EventMessage.Of(Retired(roadmap)),
        _ => null,
    };

    /// <summary>The event that led to the present standing, under the id that it had; null for a draft.</summary>
    public static OutboxMessage? Retell(this Roadmap roadmap) => roadmap.Status switch
    {
        RoadmapStatus.Published => EventMessage.Repeating(Published(roadmap), roadmap.UpdatedAt),
        RoadmapStatus.Retired => EventMessage.Repeating(Retired(roadmap), roadmap.UpdatedAt),
        _ => null,
    };

    private static RoadmapPublished Published(Roadmap roadmap) => new(
        roadmap.Slug,
        roadmap.Title,
        roadmap.Revision,
        Lessons(roadmap),
        roadmap.UpdatedAt,
        roadmap.TextRevision);

    // Nobody new enrolls, and nothing is announced; who is in can complete what they read.
    private static RoadmapRetired Retired(Roadmap roadmap) =>
        new(roadmap.Slug, roadmap.Revision, roadmap.UpdatedAt, roadmap.Title, Lessons(roadmap));

    private static List<PublishedLesson> Lessons(Roadmap roadmap) =>
        [.. roadmap.Lessons.Select(lesson => new PublishedLesson(lesson.Slug, lesson.Title, lesson.Minutes))];
}
