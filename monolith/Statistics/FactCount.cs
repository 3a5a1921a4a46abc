namespace Monolith.Statistics;

/// <summary>
/// For how many learners a fact holds. Triggers count in the very write that stores a fact, whatever makes it: an
/// event, a late one, a move from another process.
/// </summary>
public record FactCount(string Roadmap, string Name, int Count);
