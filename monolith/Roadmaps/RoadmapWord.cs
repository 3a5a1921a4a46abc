namespace Monolith.Roadmaps;

/// <summary>A word that a roadmap is found by.</summary>
public record RoadmapWord(string Roadmap, string Word);
