namespace Messaging.Outbox;

/// <summary>Where an event goes: to its exchange, and from there to the queues of all that react to it.</summary>
public sealed record Route(string Exchange, IReadOnlyCollection<string> Queues);
