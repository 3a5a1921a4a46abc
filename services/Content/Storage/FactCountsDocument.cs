using MongoDB.Bson;
using MongoDB.Bson.Serialization.Attributes;

namespace Content.Storage;

/// <summary>For how many learners each fact of a roadmap holds, as far as facts were taken in.</summary>
/// <param name="Roadmap">The document's id.</param>
/// <param name="Version">Grows with each change: of two that change it at once, one succeeds.</param>
/// <param name="Counts">By the fact's name.</param>
/// <param name="TakenIn">The facts that this version took in, until the next one: some may not say so yet.</param>
internal sealed record FactCountsDocument(
    [property: BsonId] string Roadmap,
    int Version,
    IReadOnlyList<NamedCount> Counts,
    IReadOnlyList<FactTakenIn> TakenIn)
{
    /// <summary>The next version, with the difference that these facts make.</summary>
    public FactCountsDocument With(IReadOnlyCollection<CountedFact> facts)
    {
        var counts = Counts.ToDictionary(count => count.Name, count => count.Count);
        foreach (var fact in facts)
        {
            var difference = (fact.Holds ? 1 : 0) - (fact.CountedHolds is true ? 1 : 0);
            counts[fact.Name] = counts.GetValueOrDefault(fact.Name) + difference;
        }

        return new(
            Roadmap, Version + 1,
            [.. counts.Where(count => count.Value > 0).Select(count => new NamedCount(count.Key, count.Value))],
            [.. facts.Select(fact => new FactTakenIn(fact.Id, fact.Version, fact.Holds))]);
    }
}

internal sealed record NamedCount(string Name, int Count);

internal sealed record FactTakenIn(ObjectId Id, int Version, bool Holds);

/// <summary>A fact as counting sees it: what it says, and what of it is in the counts.</summary>
internal sealed record CountedFact
{
    [BsonId]
    public ObjectId Id { get; init; }

    public required string Roadmap { get; init; }

    public required string Name { get; init; }

    public required int Version { get; init; }

    public required bool Holds { get; init; }

    /// <summary>False from the fact's last write until that is in the counts; null in the first release's.</summary>
    public bool? IsCounted { get; init; }

    public bool? CountedHolds { get; init; }

    public int? CountedVersion { get; init; }
}
