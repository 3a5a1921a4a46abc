namespace Messaging.Events;

/// <summary>How many events an operator's command repeats, for those who react to them.</summary>
public record Republished(int Events);
