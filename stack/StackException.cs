namespace Stack;

/// <summary>The stack can't go on. The message is for people: what happened, why, and what to do next.</summary>
public sealed class StackException(string message) : Exception(message);
