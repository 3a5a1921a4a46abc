using Catalogue;
using Content.Roadmaps;
using Messaging.Outbox;
using MongoDB.Bson.Serialization.Attributes;

namespace Content.Storage;

/// <summary>A roadmap's document. What happens to it, and the events of that, change in one atomic write.</summary>
/// <param name="Slug">The document's id.</param>
/// <param name="Roadmap">The roadmap itself.</param>
/// <param name="Pending">Events that the broker has not confirmed yet, oldest first.</param>
internal sealed record RoadmapDocument(
    [property: BsonId] string Slug, Roadmap Roadmap, IReadOnlyList<OutboxMessage> Pending)
{
    /// <summary>The words of <see cref="SearchWords"/>. The first release had others, under another name.</summary>
    public IReadOnlyList<string>? FoundBy { get; init; }

    /// <summary>When this was written: a module that moves is followed by it.</summary>
    public DateTime ChangedAt { get; init; } = DateTime.UtcNow;
}
