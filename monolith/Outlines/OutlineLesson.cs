namespace Monolith.Outlines;

/// <summary>A lesson of an <see cref="Outline"/>, in reading order.</summary>
public record OutlineLesson(string Slug, string Title);
