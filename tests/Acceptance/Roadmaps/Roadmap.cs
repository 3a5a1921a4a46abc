namespace Acceptance.Roadmaps;

/// <summary>A roadmap as the site shows it.</summary>
public record Roadmap(
    string Slug,
    string Title,
    string Summary,
    string[] Tags,
    string Status,
    int Revision,
    DateTime UpdatedAt,
    Stage[] Stages)
{
    public IEnumerable<Lesson> Lessons => Stages.SelectMany(stage => stage.Lessons);
}

public record Stage(string Title, Lesson[] Lessons);

public record Lesson(string Slug, string Title, string Kind, int Minutes, string Body, Resource[] Resources);

public record Resource(string Title, string Url);

/// <summary>A roadmap in a list.</summary>
public record RoadmapItem(
    string Slug, string Title, string Summary, string[] Tags, string Status, int Revision, int LessonCount,
    int Minutes);

public record RoadmapList(RoadmapItem[] Items, string? Next);

public record RoadmapStatistics(string Roadmap, int Learners, int LessonsCompleted, int Finished);
