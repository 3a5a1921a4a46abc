namespace Faults;

/// <summary>Two faults at the same time, where each could hide what the other does.</summary>
internal sealed record Pair(string Name, Fault First, Fault Second)
{
    public static readonly IReadOnlyList<Pair> All =
    [
        Of("a crash before the send, and a cut connection",
            "progress dies after a commit, before the event is sent", "the connection is cut"),
        Of("sent twice, and delivered three times",
            "progress dies after an event is sent, before it is forgotten", "every message is delivered three times"),
        Of("a crash before the acknowledgement, and messages out of order",
            "notification dies after a commit, before the message is acknowledged",
            "messages are delivered out of order"),
        Of("both consumers at once",
            "content dies after a commit, before the message is acknowledged", "notification is killed"),
        Of("a consumer and its broker at once", "notification is killed", "the broker is stopped"),
        Of("a cut connection, and no room for what had arrived",
            "the connection is cut", "notification's disk is full"),
        Of("a crash, while confirms come late", "progress is killed", "the connection is slow"),
        Of("two relays, and one of them dies",
            "two relays on one database", "progress dies after an event is sent, before it is forgotten"),
        Of("a frozen service, and three deliveries", "a service is frozen", "every message is delivered three times"),
        Of("no room for requests, and no way for events", "progress' disk is full", "the connection is cut"),
    ];

    private static Pair Of(string name, string first, string second) =>
        new(name, Fault.Named(first), Fault.Named(second));
}
