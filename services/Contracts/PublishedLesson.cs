namespace Contracts;

/// <summary>A lesson as <see cref="RoadmapPublished"/> lists it, in reading order.</summary>
public record PublishedLesson(string Lesson, string Title, int Minutes);
