namespace Contracts;

/// <summary>
/// A roadmap takes no new learners; who is in can finish what it says now. Published by content when it is retired
/// and on every revision while it stays so; <paramref name="RetiredAt"/> is then the revision's time. Without title
/// and lessons, these are as before.
/// </summary>
public record RoadmapRetired(
    string Roadmap,
    int Revision,
    DateTime RetiredAt,
    string? Title = null,
    IReadOnlyList<PublishedLesson>? Lessons = null) : IEvent;
