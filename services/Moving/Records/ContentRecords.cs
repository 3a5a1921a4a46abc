namespace Moving.Records;

/// <summary>A roadmap whole; <paramref name="Status"/> is <c>draft</c>, <c>published</c> or <c>retired</c>.</summary>
public record MovedRoadmap(
    string Slug,
    string Title,
    string Summary,
    IReadOnlyList<string> Tags,
    string Status,
    int Revision,
    DateTime UpdatedAt,
    int? RetiredRevision,
    DateTime? RetiredAt,
    bool IsFromCatalogue,
    IReadOnlyList<MovedStage> Stages,
    int? TextRevision);

public record MovedStage(string Title, IReadOnlyList<MovedLesson> Lessons);

public record MovedLesson(
    string Slug, string Title, string Kind, int Minutes, string Body, IReadOnlyList<MovedResource> Resources);

public record MovedResource(string Title, string Url);

/// <summary>Something that holds, or no longer holds, for a learner in a roadmap.</summary>
public record MovedFact(string Roadmap, string Name, string Learner, int Version, bool Holds);
