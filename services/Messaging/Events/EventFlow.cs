namespace Messaging.Events;

/// <summary>An event's way: from the service that publishes it to the queues of those that react to it.</summary>
public sealed record EventFlow(Type Event, string Publisher, string[] Queues);
