namespace Monolith.Roadmaps;

/// <summary>Who may see a roadmap: authors alone, everybody, or everybody who knows its address.</summary>
public enum RoadmapStatus
{
    Draft,
    Published,
    Retired,
}
