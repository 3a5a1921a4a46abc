namespace Monolith.Roadmaps;

/// <summary>A roadmap as readers see it.</summary>
public record RoadmapView(
    string Slug,
    string Title,
    string Summary,
    IReadOnlyList<string> Tags,
    RoadmapStatus Status,
    int Revision,
    DateTime UpdatedAt,
    IReadOnlyList<Stage> Stages)
{
    public static RoadmapView Of(Roadmap roadmap) => new(
        roadmap.Slug, roadmap.Title, roadmap.Summary, roadmap.Tags, roadmap.Status, roadmap.Revision,
        roadmap.UpdatedAt, roadmap.Stages);
}
