using Content.Roadmaps;
using MongoDB.Driver;

namespace Content.Storage;

/// <summary>Roadmaps that come from elsewhere: the module's other side, or an older version.</summary>
internal static class MongoRoadmaps
{
    /// <summary>Makes roadmaps found that lack the words of this version.</summary>
    public static async Task AddMissingWords(this IMongoCollection<RoadmapDocument> roadmaps)
    {
        var filter = Builders<RoadmapDocument>.Filter;
        var unfound = await roadmaps.Find(filter.Exists(document => document.FoundBy, false))
            .Project<RoadmapDocument>(Builders<RoadmapDocument>.Projection.Exclude(document => document.Roadmap.Stages))
            .ToListAsync();
        foreach (var roadmap in unfound.Select(document => document.Roadmap))
        {
            await roadmaps.UpdateOneAsync(
                document => document.Slug == roadmap.Slug && document.Roadmap.Revision == roadmap.Revision,
                Builders<RoadmapDocument>.Update
                    .Set(document => document.FoundBy, roadmap.Words())
                    .Unset("words"));
        }
    }

    /// <summary>Stores a roadmap of the module's owner over whatever is known; it causes no event here.</summary>
    public static Task Put(this IMongoCollection<RoadmapDocument> roadmaps, Roadmap roadmap) => roadmaps.UpdateOneAsync(
        document => document.Slug == roadmap.Slug,
        Builders<RoadmapDocument>.Update
            .Set(document => document.Roadmap, roadmap)
            .Set(document => document.FoundBy, roadmap.Words())
            .Set(document => document.ChangedAt, DateTime.UtcNow)
            .SetOnInsert(document => document.Pending, []),
        new UpdateOptions { IsUpsert = true });
}
