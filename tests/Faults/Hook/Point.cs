namespace Faults.Hook;

/// <summary>Moments at which a service can be told to die.</summary>
internal static class Point
{
    /// <summary>A statement ran, the first ones before the service is ready.</summary>
    public const string Statement = "statement";

    /// <summary>A migration made a table, and isn't done.</summary>
    public const string Migrating = "migrating";

    /// <summary>A change and its events are committed, and not sent.</summary>
    public const string Stored = "stored";

    /// <summary>The broker has confirmed an event, and the outbox still has it.</summary>
    public const string Sent = "sent";

    /// <summary>A consumer has committed its effect, and the message isn't acknowledged.</summary>
    public const string Handled = "handled";
}
