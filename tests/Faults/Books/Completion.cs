namespace Faults.Books;

/// <summary>What a client was told in the end.</summary>
internal enum Answer
{
    /// <summary>Some request had no answer, and none was a yes: it may have happened, or not.</summary>
    None,

    /// <summary>2xx: it has happened.</summary>
    Accepted,

    /// <summary>Every request was answered by an error: it must not have happened.</summary>
    Refused,
}

/// <summary>A lesson that a learner completes, once in the whole run.</summary>
internal sealed record Completion(string Learner, string Lesson)
{
    public required string Token { get; init; }

    /// <summary>Its client never repeats a request that had no answer; others do, until there is one.</summary>
    public required bool IsAskedOnce { get; init; }

    /// <summary>Its client reopens the lesson once it is accepted, so that an order matters.</summary>
    public required bool IsReopened { get; init; }

    public Answer Answer { get; set; }

    /// <summary>The reopening was accepted, too.</summary>
    public bool WasReopened { get; set; }

    /// <summary>From the first request to the answer.</summary>
    public TimeSpan Waited { get; set; }

    public bool IsAccepted => Answer == Answer.Accepted;

    public bool IsRefused => Answer == Answer.Refused;

    public (string, string) Key => (Learner, Lesson);
}
