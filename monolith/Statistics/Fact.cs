using Contracts;

namespace Monolith.Statistics;

/// <summary>
/// Something that holds, or no longer holds, for a learner in a roadmap. There is one of each name, and the newest
/// version wins: a late completion never undoes a newer reopening.
/// </summary>
public record Fact(string Roadmap, string Name, string Learner, int Version, bool Holds)
{
    public const string Enrolled = "enrolled";
    public const string Finished = "finished";

    public static Fact Of(LearnerEnrolled e) => Checked(e.Roadmap, Enrolled, e.LearnerId, e.Version, holds: true);

    public static Fact Of(LessonCompleted e) =>
        Checked(e.Roadmap, Completed(e.Lesson), e.LearnerId, e.Version, holds: true);

    public static Fact Of(LessonReopened e) =>
        Checked(e.Roadmap, Completed(e.Lesson), e.LearnerId, e.Version, holds: false);

    public static Fact Of(RoadmapCompleted e) => Checked(e.Roadmap, Finished, e.LearnerId, e.Version, holds: true);

    public static string Completed(string lesson)
    {
        ArgumentException.ThrowIfNullOrEmpty(lesson);
        return $"completed/{lesson}";
    }

    // A message may lack anything: what lacks a part of the key can't be counted, however often it is tried.
    private static Fact Checked(string roadmap, string name, string learner, int version, bool holds)
    {
        ArgumentException.ThrowIfNullOrEmpty(roadmap);
        ArgumentException.ThrowIfNullOrEmpty(learner);
        ArgumentOutOfRangeException.ThrowIfLessThan(version, 1);
        return new(roadmap, name, learner, version, holds);
    }
}
