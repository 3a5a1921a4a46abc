namespace Content.Storage;

/// <summary>A document has no room for one more event, until the broker has taken those that wait.</summary>
internal sealed class EventsWaitException(string roadmap, int events)
    : Exception($"{events} events of '{roadmap}' wait for RabbitMQ, which fills its document. Is RabbitMQ running?");
