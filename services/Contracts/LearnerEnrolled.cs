namespace Contracts;

/// <summary>
/// A learner enrolled in a roadmap, as it was at <paramref name="Revision"/>. Published by progress.
/// <paramref name="Version"/> counts the changes of this enrollment, so that consumers can tell newer from older.
/// </summary>
public record LearnerEnrolled(
    string LearnerId,
    string Roadmap,
    string Title,
    int Revision,
    int Version,
    DateTime EnrolledAt) : IEvent;
