using Contracts;

namespace Monolith.Roadmaps;

/// <summary>What the other modules are told of a roadmap whose stages were read.</summary>
public static class RoadmapNews
{
    /// <summary>The event that this revision causes; null for drafts, and for an edit of what is retired.</summary>
    public static object? News(this Roadmap roadmap) => roadmap.Status switch
    {
        RoadmapStatus.Published => Published(roadmap),
        RoadmapStatus.Retired when roadmap.RetiredRevision == roadmap.Revision => Retired(roadmap),
        _ => null,
    };

    /// <summary>The event that led to the present standing, and when it happened.</summary>
    public static (object Event, DateTime HappenedAt) Retell(this Roadmap roadmap) => roadmap.Status switch
    {
        RoadmapStatus.Published => (Published(roadmap), roadmap.UpdatedAt),
        RoadmapStatus.Retired => (Retired(roadmap), roadmap.RetiredAt!.Value),
        _ => throw new InvalidOperationException($"Nobody was told of '{roadmap.Slug}', a draft."),
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
