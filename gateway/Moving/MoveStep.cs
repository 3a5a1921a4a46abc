namespace Gateway.Moving;

/// <summary>One line about a move: what was done, to how much, and how long it took.</summary>
public sealed record MoveStep(string Step, int Records, int Differences, long Milliseconds, string? Detail);
