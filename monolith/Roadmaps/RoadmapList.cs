namespace Monolith.Roadmaps;

/// <summary>A page of roadmaps, in order of slug.</summary>
public record RoadmapList(IReadOnlyList<RoadmapListItem> Items, string? Next);

public record RoadmapListItem(
    string Slug,
    string Title,
    string Summary,
    IReadOnlyList<string> Tags,
    RoadmapStatus Status,
    int Revision,
    int LessonCount,
    int Minutes);
