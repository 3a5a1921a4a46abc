namespace Faults.Books;

/// <summary>What clients were told, against what the services hold.</summary>
internal sealed record Balance
{
    public int Accepted { get; init; }

    public int Refused { get; init; }

    /// <summary>Without an answer: with an effect everywhere, or nowhere.</summary>
    public int Unknown { get; init; }

    /// <summary>Notifications about them.</summary>
    public int Told { get; init; }

    /// <summary>Content's facts about them.</summary>
    public int Counted { get; init; }

    /// <summary>It happened, and an effect is missing.</summary>
    public int Lost { get; init; }

    /// <summary>It happened once, and was told more than once.</summary>
    public int Duplicated { get; init; }

    /// <summary>It did not happen, or happens no longer, and has an effect.</summary>
    public int Untrue { get; init; }

    public bool IsEven => Lost + Duplicated + Untrue == 0;

    public static Balance Of(IReadOnlyCollection<Completion> asked, Effects effects)
    {
        return new Balance
        {
            Accepted = asked.Count(completion => completion.IsAccepted),
            Refused = asked.Count(completion => completion.IsRefused),
            Unknown = asked.Count(completion => completion.Answer == Answer.None),
            Told = asked.Sum(Told),
            Counted = asked.Count(IsCounted),
            Lost = asked.Count(IsLost),
            Duplicated = asked.Count(completion => Told(completion) > 1),
            Untrue = asked.Count(IsUntrue),
        };

        bool IsCompleted(Completion completion) => effects.Completed.Contains(completion.Key);
        int Told(Completion completion) => effects.Told.GetValueOrDefault(completion.Key);
        bool IsCounted(Completion completion) => effects.Counted.ContainsKey(completion.Key);
        bool Holds(Completion completion) => effects.Counted.GetValueOrDefault(completion.Key);

        bool Happened(Completion completion) => completion.IsAccepted || IsCompleted(completion);

        bool IsLost(Completion completion) =>
            (Happened(completion) && (Told(completion) == 0 || !IsCounted(completion)))
            || (IsCompleted(completion) && !Holds(completion))
            || (completion is { IsAccepted: true, IsReopened: false } && !IsCompleted(completion));

        bool IsUntrue(Completion completion) =>
            (IsCompleted(completion) && (completion.IsRefused || completion.WasReopened))
            || (!Happened(completion) && (Told(completion) > 0 || IsCounted(completion)))
            || (!IsCompleted(completion) && Holds(completion));
    }
}
