using Catalogue;

namespace Content.Roadmaps;

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
    int Minutes)
{
    public static RoadmapListItem Of(Roadmap roadmap) => new(
        roadmap.Slug, roadmap.Title, roadmap.Summary, roadmap.Tags, roadmap.Status, roadmap.Revision,
        roadmap.LessonCount, roadmap.Minutes);
}

/// <summary>Which roadmaps to list: those behind <paramref name="After"/> that have all of this.</summary>
/// <param name="Statuses">One of these.</param>
/// <param name="Words">Lower-case beginnings of words, see <see cref="SearchWords"/>.</param>
/// <param name="Tag">Any, if null.</param>
/// <param name="After">A slug; empty for the first page.</param>
/// <param name="Limit">How many at most.</param>
public record RoadmapQuery(
    IReadOnlyList<RoadmapStatus> Statuses, IReadOnlyList<string> Words, string? Tag, string After, int Limit);
