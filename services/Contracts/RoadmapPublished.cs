namespace Contracts;

/// <summary>
/// A revision of a roadmap became the one that learners see. Published by content on the first publication and on
/// every later revision; <paramref name="Revision"/> grows with each.
/// </summary>
public record RoadmapPublished(
    string Roadmap,
    string Title,
    int Revision,
    IReadOnlyList<PublishedLesson> Lessons,
    DateTime PublishedAt);
