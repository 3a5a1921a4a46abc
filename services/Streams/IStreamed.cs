namespace Streams;

/// <summary>A row that its learner's open streams show, as soon as it is committed.</summary>
public interface IStreamed
{
    /// <summary>The order of arrival in this database; streams resume by it.</summary>
    long Sequence { get; }

    /// <summary>What a client names to resume behind it, in whichever database the row is by then.</summary>
    Guid Id { get; }

    string LearnerId { get; }
}
