namespace Contracts;

/// <summary>A roadmap takes no new learners; who is in can finish. Published by content.</summary>
public record RoadmapRetired(string Roadmap, int Revision, DateTime RetiredAt);
