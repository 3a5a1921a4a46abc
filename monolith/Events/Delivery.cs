namespace Monolith.Events;

/// <summary>An event as a reaction gets it, called or from the broker: its id is the same either way.</summary>
/// <param name="Event">What happened.</param>
/// <param name="MessageId">Derives from the event's facts.</param>
/// <param name="RepeatOf">When it first happened, if this is a repetition that an operator asked for.</param>
internal sealed record Delivery<TEvent>(TEvent Event, Guid MessageId, DateTime? RepeatOf);
