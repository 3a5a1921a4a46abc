using Content.Roadmaps;
using MongoDB.Driver;

namespace Content.Storage;

/// <summary>Roadmaps that come from the module's other side.</summary>
internal static class MongoRoadmaps
{
    /// <summary>Stores a roadmap of the module's owner over whatever is known; it causes no event here.</summary>
    public static Task Put(this IMongoCollection<RoadmapDocument> roadmaps, Roadmap roadmap) => roadmaps.UpdateOneAsync(
        document => document.Slug == roadmap.Slug,
        Builders<RoadmapDocument>.Update
            .Set(document => document.Roadmap, roadmap)
            .Set(document => document.Words, SearchWords.Of(roadmap))
            .Set(document => document.ChangedAt, DateTime.UtcNow)
            .SetOnInsert(document => document.Pending, []),
        new UpdateOptions { IsUpsert = true });
}
