using Content.Roadmaps;
using Content.Statistics;
using Contracts;

namespace Content.Storage;

/// <summary>Where roadmaps are kept, each with its events and statistics: MongoDB, or a SQLite file.</summary>
public interface IRoadmapStore
{
    /// <summary>
    /// Makes tables or indexes as this version needs them. Waits for a server that can't be reached yet.
    /// </summary>
    Task Prepare();

    Task<IReadOnlyList<RoadmapListItem>> List(RoadmapQuery query, CancellationToken cancellation);

    Task<Roadmap?> Find(string slug, CancellationToken cancellation);

    /// <summary>
    /// Stores a roadmap and the event that it causes in one atomic write. False, and nothing stored, if the stored
    /// revision is no longer <paramref name="expectedRevision"/>, which is 0 where none is stored.
    /// </summary>
    Task<bool> Save(Roadmap roadmap, int expectedRevision, IEvent? news, CancellationToken cancellation);

    /// <summary>
    /// Stores an event again that led to this revision, and the roadmap as it is. False, and nothing stored, if the
    /// stored revision is another one.
    /// </summary>
    Task<bool> Repeat(Roadmap roadmap, IEvent news, DateTime happenedAt, CancellationToken cancellation);

    /// <summary>Keeps a fact, unless one of the same or a newer version is kept.</summary>
    Task Keep(Fact fact, CancellationToken cancellation);

    /// <summary>For how many learners each fact of a roadmap holds, by its name.</summary>
    Task<IReadOnlyDictionary<string, int>> CountFacts(string roadmap, CancellationToken cancellation);
}
