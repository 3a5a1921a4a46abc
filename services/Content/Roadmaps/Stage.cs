using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using ServiceDefaults;

namespace Content.Roadmaps;

/// <summary>A part of a roadmap: lessons that belong together, in reading order.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public record Stage
{
    [PlainText(1, 200)]
    public required string Title { get; init; }

    [MaxLength(500, ErrorMessage = "At most 500 lessons.")]
    public required IReadOnlyList<Lesson> Lessons { get; init; }
}
