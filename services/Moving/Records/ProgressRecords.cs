namespace Moving.Records;

/// <summary>What progress knows of a roadmap: its lessons and its standing, each of its own revision.</summary>
public record MovedOutline(
    string Roadmap,
    string Title,
    int Revision,
    bool IsRetired,
    int StandingRevision,
    IReadOnlyList<MovedOutlineLesson> Lessons);

public record MovedOutlineLesson(string Slug, string Title);

/// <summary>A learner in a roadmap, with all that they have finished.</summary>
public record MovedEnrollment(
    string LearnerId,
    string Roadmap,
    DateTime EnrolledAt,
    int EnrolledRevision,
    int Version,
    DateTime? CompletedAt,
    int? CompletedVersion,
    IReadOnlyList<MovedCompletion> Completions);

public record MovedCompletion(string Lesson, int Version, DateTime CompletedAt);
