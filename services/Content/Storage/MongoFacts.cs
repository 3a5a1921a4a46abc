using Content.Statistics;
using MongoDB.Driver;

namespace Content.Storage;

/// <summary>Facts in MongoDB: a document each, unique by roadmap, name and learner.</summary>
internal static class MongoFacts
{
    public static async Task KeepNewest(
        this IMongoCollection<Fact> facts, Fact fact, CancellationToken cancellation)
    {
        try
        {
            await facts.ReplaceOlder(fact, orInsert: true, cancellation);
        }
        catch (MongoWriteException failure) when (failure.WriteError.Category is ServerErrorCategory.DuplicateKey)
        {
            // It is there: at least as new as this one, or older and inserted by somebody else just now.
            await facts.ReplaceOlder(fact, orInsert: false, cancellation);
        }
        catch (Exception failure) when (MongoFailure.MayPass(failure))
        {
            // What a consumer of messages knows as transient, whatever the driver calls it.
            throw new TimeoutException("MongoDB can't be reached.", failure);
        }
    }

    /// <summary>Stores a fact of the module's owner, over whatever is known.</summary>
    public static Task Put(this IMongoCollection<Fact> facts, Fact fact) => facts.UpdateOneAsync(
        known => known.Roadmap == fact.Roadmap && known.Name == fact.Name && known.Learner == fact.Learner,
        Writing(fact),
        new UpdateOptions { IsUpsert = true });

    private static Task<UpdateResult> ReplaceOlder(
        this IMongoCollection<Fact> facts, Fact fact, bool orInsert, CancellationToken cancellation) =>
        facts.UpdateOneAsync(
            known => known.Roadmap == fact.Roadmap
                && known.Name == fact.Name
                && known.Learner == fact.Learner
                && known.Version < fact.Version,
            Writing(fact),
            new UpdateOptions { IsUpsert = orInsert },
            cancellation);

    private static UpdateDefinition<Fact> Writing(Fact fact) => Builders<Fact>.Update
        .Set(known => known.Version, fact.Version)
        .Set(known => known.Holds, fact.Holds)
        .Set("isCounted", false)
        // When this was written: a module that moves is followed by it.
        .Set("changedAt", DateTime.UtcNow);
}
