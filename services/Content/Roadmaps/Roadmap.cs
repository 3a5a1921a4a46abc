using System.Text.Json;
using Catalogue;

namespace Content.Roadmaps;

/// <summary>A course: stages, each with lessons. A change makes a new one, of the next revision.</summary>
public record Roadmap
{
    public required string Slug { get; init; }

    public required string Title { get; init; }

    public required string Summary { get; init; }

    public required IReadOnlyList<string> Tags { get; init; }

    /// <summary>Kept beside the stages, so that a list need not read them.</summary>
    public required int LessonCount { get; init; }

    public required int Minutes { get; init; }

    public RoadmapStatus Status { get; init; }

    public required int Revision { get; init; }

    /// <summary>The revision that last changed the text; null where a version stored it that didn't know.</summary>
    public int? TextRevision { get; init; }

    public required DateTime UpdatedAt { get; init; }

    /// <summary>The revision that retiring made, while it is retired; later edits leave it.</summary>
    public int? RetiredRevision { get; init; }

    public DateTime? RetiredAt { get; init; }

    /// <summary>Whether the catalogue's files wrote this text, and no author since.</summary>
    public bool IsFromCatalogue { get; init; }

    // The last column in SQLite: what a list reads comes before the long text, and is reached without it.
    public required IReadOnlyList<Stage> Stages { get; init; }

    public IEnumerable<Lesson> Lessons => Stages.SelectMany(stage => stage.Lessons);

    public static Roadmap Draft(string slug, RoadmapText text, DateTime now) => new()
    {
        Slug = slug,
        Title = text.Title,
        Summary = text.Summary,
        Tags = text.Tags,
        Stages = text.Stages,
        LessonCount = text.Lessons.Count(),
        Minutes = text.Lessons.Sum(lesson => lesson.Minutes),
        Revision = 1,
        TextRevision = 1,
        UpdatedAt = now,
    };

    /// <summary>Replaces the text. What is published stays so: the new revision is public at once.</summary>
    public Roadmap Revise(RoadmapText text, DateTime now) => Draft(Slug, text, now) with
    {
        Status = Status,
        Revision = Revision + 1,
        TextRevision = Says(text) ? LastText : Revision + 1,
        RetiredRevision = RetiredRevision,
        RetiredAt = RetiredAt,
    };

    public Roadmap Publish(DateTime now) => this with
    {
        Status = RoadmapStatus.Published,
        Revision = Revision + 1,
        TextRevision = LastText,
        UpdatedAt = now,
        RetiredRevision = null,
        RetiredAt = null,
    };

    public Roadmap Retire(DateTime now) => this with
    {
        Status = RoadmapStatus.Retired,
        Revision = Revision + 1,
        TextRevision = LastText,
        UpdatedAt = now,
        RetiredRevision = Revision + 1,
        RetiredAt = now,
    };

    /// <summary>The words that it is found by.</summary>
    public IReadOnlyList<string> Words() => SearchWords.Of(Title, Summary, Tags);

    /// <summary>Whether this is its text already.</summary>
    public bool Says(RoadmapText text) =>
        // As JSON, because lists compare by reference.
        JsonSerializer.Serialize(new { Title, Summary, Tags, Stages })
        == JsonSerializer.Serialize(new { text.Title, text.Summary, text.Tags, text.Stages });

    private int LastText => TextRevision ?? (RetiredRevision == Revision ? Revision - 1 : Revision);
}
