namespace Messaging.Outbox;

/// <summary>Why a message can't be sent, however often it is tried. The others behind it can.</summary>
public sealed class UnsendableException(string reason, Exception? cause = null) : Exception(reason, cause);

/// <summary>Keeps a message that can't be sent for somebody who finds out why. Keeping it twice is harmless.</summary>
public delegate Task SetAside(OutboxMessage message, string reason);
