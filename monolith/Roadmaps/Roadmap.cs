using System.Text.Json;

namespace Monolith.Roadmaps;

/// <summary>A course: stages, each with lessons. Each change raises its revision.</summary>
public class Roadmap
{
    public required string Slug { get; init; }

    public string Title { get; private set; } = "";

    public string Summary { get; private set; } = "";

    public IReadOnlyList<string> Tags { get; private set; } = [];

    /// <summary>Kept beside the stages, so that a list need not read them.</summary>
    public int LessonCount { get; private set; }

    public int Minutes { get; private set; }

    public RoadmapStatus Status { get; private set; }

    public int Revision { get; private set; }

    /// <summary>The revision that last changed the text; null where a version stored it that didn't know.</summary>
    public int? TextRevision { get; private set; }

    public DateTime UpdatedAt { get; private set; }

    /// <summary>The revision that retiring made, while it is retired; later edits leave it.</summary>
    public int? RetiredRevision { get; private set; }

    public DateTime? RetiredAt { get; private set; }

    /// <summary>Whether the catalogue's files wrote this text, and no author since.</summary>
    public bool IsFromCatalogue { get; set; }

    /// <summary>Empty unless they were read, too.</summary>
    public List<Stage> Stages { get; private set; } = [];

    public IEnumerable<Lesson> Lessons => Stages.SelectMany(stage => stage.Lessons);

    /// <summary>Replaces the text. What is published stays so: the new revision is public at once.</summary>
    public void Write(RoadmapText text, bool isNews, DateTime now)
    {
        TextRevision = isNews ? Revision + 1 : LastText;
        (Title, Summary, Tags, Stages) = (text.Title, text.Summary, text.Tags, [.. text.Stages]);
        (LessonCount, Minutes) = (Lessons.Count(), Lessons.Sum(lesson => lesson.Minutes));
        IsFromCatalogue = false;
        Number();
        Next(now);
    }

    public void Publish(DateTime now)
    {
        TextRevision = LastText;
        (Status, RetiredRevision, RetiredAt) = (RoadmapStatus.Published, null, null);
        Next(now);
    }

    public void Retire(DateTime now)
    {
        TextRevision = LastText;
        (Status, RetiredRevision, RetiredAt) = (RoadmapStatus.Retired, Revision + 1, now);
        Next(now);
    }

    /// <summary>Whether this is its text already; its stages have to be read, too.</summary>
    public bool Says(RoadmapText text) =>
        // As JSON, because lists compare by reference.
        JsonSerializer.Serialize(new { Title, Summary, Tags, Stages })
        == JsonSerializer.Serialize(new { text.Title, text.Summary, text.Tags, text.Stages });

    private int LastText => TextRevision ?? (RetiredRevision == Revision ? Revision - 1 : Revision);

    private void Next(DateTime now) => (Revision, UpdatedAt) = (Revision + 1, now);

    // Rows have no order of their own.
    private void Number()
    {
        foreach (var (stagePosition, stage) in Stages.Index())
        {
            stage.Position = stagePosition;
            foreach (var (lessonPosition, lesson) in stage.Lessons.Index())
            {
                lesson.Position = lessonPosition;
                foreach (var (resourcePosition, resource) in lesson.Resources.Index())
                {
                    resource.Position = resourcePosition;
                }
            }
        }
    }
}
