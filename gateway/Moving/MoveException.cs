namespace Gateway.Moving;

/// <summary>A step of a move failed. The message is for the operator who asked for it.</summary>
public sealed class MoveException(string message) : Exception(message);
