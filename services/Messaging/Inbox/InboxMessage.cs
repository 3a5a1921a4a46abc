namespace Messaging.Inbox;

/// <summary>A message that a consumer has handled, stored in the same transaction as what it did.</summary>
public class InboxMessage
{
    public required Guid MessageId { get; init; }

    public required string Consumer { get; init; }

    public required DateTime AcceptedAt { get; init; }
}
