using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using System.Text.Json.Serialization;
using ServiceDefaults;

namespace Monolith.Roadmaps;

/// <summary>What an author writes: the body of a PUT, and what the catalogue's files add up to.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public record RoadmapText : IValidatableObject
{
    private const int MostLessons = 500;

    /// <summary>May be left out: the path says it.</summary>
    public string? Slug { get; init; }

    [PlainText(1, 200)]
    public required string Title { get; init; }

    [PlainText(0, 2_000)]
    public string Summary { get; init; } = "";

    [MaxLength(20, ErrorMessage = "At most 20 tags.")]
    public IReadOnlyList<string> Tags { get; init; } = [];

    [MaxLength(100, ErrorMessage = "At most 100 stages.")]
    public required IReadOnlyList<Stage> Stages { get; init; }

    /// <summary>Ignored, like the next two: a client may send back what it has read.</summary>
    public JsonElement? Status { get; init; }

    public JsonElement? Revision { get; init; }

    public JsonElement? UpdatedAt { get; init; }

    [JsonIgnore]
    public IEnumerable<Lesson> Lessons => Stages.SelectMany(stage => stage.Lessons);

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        for (var tag = 0; tag < Tags.Count; tag++)
        {
            if (!new SlugAttribute().IsValid(Tags[tag]))
            {
                yield return new("A tag is a slug, such as event-driven.", [$"{nameof(Tags)}[{tag}]"]);
            }
        }

        if (Lessons.Count() > MostLessons)
        {
            yield return new($"At most {MostLessons} lessons in all.", [nameof(Stages)]);
        }

        HashSet<string> slugs = [];
        for (var stage = 0; stage < Stages.Count; stage++)
        {
            for (var lesson = 0; lesson < Stages[stage].Lessons.Count; lesson++)
            {
                if (!slugs.Add(Stages[stage].Lessons[lesson].Slug))
                {
                    yield return new(
                        "Another lesson of this roadmap has this slug.",
                        [$"{nameof(Stages)}[{stage}].{nameof(Stage.Lessons)}[{lesson}].{nameof(Lesson.Slug)}"]);
                }
            }
        }
    }
}
