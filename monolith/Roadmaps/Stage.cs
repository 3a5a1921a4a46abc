using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using ServiceDefaults;

namespace Monolith.Roadmaps;

/// <summary>A part of a roadmap: lessons that belong together, in reading order.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public class Stage
{
    [PlainText(1, 200)]
    public required string Title { get; init; }

    [MaxLength(500, ErrorMessage = "At most 500 lessons.")]
    public required List<Lesson> Lessons { get; init; }

    internal string Roadmap { get; set; } = "";

    internal int Position { get; set; }
}
