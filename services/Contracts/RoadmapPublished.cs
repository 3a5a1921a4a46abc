namespace Contracts;

/// <summary>
/// A revision of a roadmap became the one that learners see. Published by content on the first publication and on
/// every later revision; <paramref name="Revision"/> grows with each. <paramref name="TextRevision"/> is the one that
/// last changed the text: an older one if this is published again as it was. Null: this one.
/// </summary>
public record RoadmapPublished(
    string Roadmap,
    string Title,
    int Revision,
    IReadOnlyList<PublishedLesson> Lessons,
    DateTime PublishedAt,
    int? TextRevision = null) : IEvent;
