using MassTransit;
using Messaging.Outbox;
using Microsoft.EntityFrameworkCore;

namespace Messaging.Inbox;

public static class InboxExtensions
{
    /// <summary>Longer than any redelivery.</summary>
    public static readonly TimeSpan Retention = TimeSpan.FromDays(7);

    /// <summary>
    /// Whether <typeparamref name="TConsumer"/> meets this message for the first time; remembers it if so. A
    /// repetition of something older than the inbox remembers is refused: it may have been handled before.
    /// </summary>
    public static async Task<bool> Accepts<TConsumer>(this DbSet<InboxMessage> inbox, ConsumeContext context)
    {
        var now = DateTime.UtcNow;
        if (context.Headers.Get<DateTime>(Relay.RepeatOfHeader) is { } happenedAt && happenedAt < now - Retention)
        {
            return false;
        }

        var messageId = context.MessageId ?? throw new InvalidOperationException("The message has no id.");
        var consumer = typeof(TConsumer).Name;
        if (await inbox.AnyAsync(seen => seen.MessageId == messageId && seen.Consumer == consumer))
        {
            return false;
        }

        inbox.Add(new InboxMessage { MessageId = messageId, Consumer = consumer, AcceptedAt = now });
        return true;
    }
}
