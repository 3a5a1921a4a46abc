using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using ServiceDefaults;

namespace Monolith.Roadmaps;

/// <summary>What a learner reads or does, and completes.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public class Lesson
{
    /// <summary>Unique within the roadmap.</summary>
    [Slug]
    public required string Slug { get; init; }

    [PlainText(1, 200)]
    public required string Title { get; init; }

    [AllowedValues("article", "exercise", "project", "experiment",
        ErrorMessage = "Must be article, exercise, project or experiment.")]
    public required string Kind { get; init; }

    [Range(0, 10_000)]
    public required int Minutes { get; init; }

    /// <summary>Markdown; raw HTML in it is text.</summary>
    [PlainText(0, 100_000, Lines = true)]
    public required string Body { get; init; }

    [MaxLength(50, ErrorMessage = "At most 50 resources.")]
    public List<Resource> Resources { get; init; } = [];

    internal string Roadmap { get; set; } = "";

    internal int Stage { get; set; }

    internal int Position { get; set; }
}
