using MongoDB.Bson.Serialization.Attributes;
using Moving.Records;

namespace Content.Storage;

/// <summary>Where the module stands, in MongoDB: whose it is, and how far it was given or filled.</summary>
internal sealed record ModuleDocument
{
    [BsonId]
    public required string Module { get; init; }

    /// <summary>Null before the first move.</summary>
    public int? Epoch { get; init; }

    public bool Owns { get; init; }

    public string? Tracking { get; init; }

    public DateTime? TrackedSince { get; init; }

    public Filling? Filling { get; init; }
}
