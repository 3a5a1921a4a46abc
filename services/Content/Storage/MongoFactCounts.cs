using MongoDB.Driver;

namespace Content.Storage;

/// <summary>
/// Counts of facts in MongoDB, where one write is one document. A fact is written with the word that it isn't counted.
/// Whoever reads the counts takes such facts in first, a page at a time: one write changes the counts and names the
/// page's facts, then each of these is marked. A reader who dies in between leaves the names, and the next one marks
/// them: marks only grow, so twice is harmless.
/// </summary>
internal sealed class MongoFactCounts(MongoContent content)
{
    private const int MostInPage = 1000;

    private static readonly FilterDefinitionBuilder<CountedFact> Where = Builders<CountedFact>.Filter;
    private static readonly FilterDefinition<CountedFact> NotCounted = Where.In(fact => fact.IsCounted, [null, false]);

    private readonly IMongoCollection<CountedFact> facts =
        content.Facts.Database.GetCollection<CountedFact>(content.Facts.CollectionNamespace.CollectionName);

    /// <summary>For how many learners each fact of a roadmap holds, by its name.</summary>
    public async Task<IReadOnlyDictionary<string, int>> Of(string roadmap, CancellationToken cancellation)
    {
        while (true)
        {
            var known = await content.FactCounts.Find(counts => counts.Roadmap == roadmap)
                .SingleOrDefaultAsync(cancellation) ?? new(roadmap, Version: 0, [], []);
            await Mark(known.TakenIn);
            var page = await facts.Find(Where.Eq(fact => fact.Roadmap, roadmap) & NotCounted)
                .Limit(MostInPage).ToListAsync(cancellation);

            if (page.Count == 0 && known.TakenIn.Count == 0)
            {
                return known.Counts.ToDictionary(count => count.Name, count => count.Count);
            }

            // Unless somebody else was first: then what they took in has to be seen.
            await Replace(known, known.With(page));
        }
    }

    /// <summary>Takes in whatever isn't counted, such as all that the first release stored.</summary>
    public async Task TakeInAll()
    {
        using var roadmaps = await facts.DistinctAsync(fact => fact.Roadmap, NotCounted);
        foreach (var roadmap in await roadmaps.ToListAsync())
        {
            await Of(roadmap, CancellationToken.None);
        }
    }

    private async Task Replace(FactCountsDocument known, FactCountsDocument next)
    {
        try
        {
            await content.FactCounts.ReplaceOneAsync(
                counts => counts.Roadmap == known.Roadmap && counts.Version == known.Version, next,
                new ReplaceOptions { IsUpsert = known.Version == 0 });
        }
        catch (MongoWriteException failure) when (failure.WriteError.Category is ServerErrorCategory.DuplicateKey)
        {
            // Somebody else was first with the first version.
        }
    }

    private async Task Mark(IReadOnlyList<FactTakenIn> takenIn)
    {
        if (takenIn.Count > 0)
        {
            await facts.BulkWriteAsync(takenIn.SelectMany(Marks));
        }
    }

    // In this order. A fact that has changed meanwhile isn't counted, but what of it is in the counts has to be known.
    private static IEnumerable<UpdateOneModel<CountedFact>> Marks(FactTakenIn taken)
    {
        var counted = Builders<CountedFact>.Update
            .Set(fact => fact.CountedVersion, taken.Version).Set(fact => fact.CountedHolds, taken.Holds);
        var itself = Where.Eq(fact => fact.Id, taken.Id);

        yield return new(
            itself & Where.Eq(fact => fact.Version, taken.Version),
            counted.Set(fact => fact.IsCounted, true));
        yield return new(
            itself & Where.Gt(fact => fact.Version, taken.Version)
                & Where.Not(Where.Gte(fact => fact.CountedVersion, taken.Version)),
            counted);
    }
}
