using System.Text.Json;

namespace Monolith.Outlines;

/// <summary>A lesson of an <see cref="Outline"/>, in reading order.</summary>
public record OutlineLesson(string Slug, string Title)
{
    /// <summary>
    /// As the lessons of an outline are stored: as a whole. As entities they would all be tracked, in each request.
    /// </summary>
    public static string ToJson(IReadOnlyList<OutlineLesson> lessons) =>
        JsonSerializer.Serialize(lessons, JsonSerializerOptions.Web);

    public static IReadOnlyList<OutlineLesson> FromJson(string json) =>
        JsonSerializer.Deserialize<IReadOnlyList<OutlineLesson>>(json, JsonSerializerOptions.Web)!;
}
