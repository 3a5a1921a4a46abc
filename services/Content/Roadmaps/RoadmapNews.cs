using Contracts;

namespace Content.Roadmaps;

/// <summary>What others are told of a roadmap whose stages were read.</summary>
public static class RoadmapNews
{
    /// <summary>The event that this revision causes; null for a draft.</summary>
    public static IEvent? News(this Roadmap roadmap) => roadmap.Status switch
    {
        RoadmapStatus.Published => Published(roadmap),
        RoadmapStatus.Retired => Retired(roadmap),
        _ => null,
    };

    /// <summary>The event that led to the present standing, and when it happened.</summary>
    public static (IEvent Event, DateTime HappenedAt) Retell(this Roadmap roadmap) => roadmap.Status switch
    {
        RoadmapStatus.Published => (Published(roadmap), roadmap.UpdatedAt),
        RoadmapStatus.Retired => (Retired(roadmap), roadmap.UpdatedAt),
        _ => throw new InvalidOperationException($"Nobody was told of '{roadmap.Slug}', a draft."),
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
