using MassTransit;
using Messaging.Events;
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
    public static Task<bool> Accepts<TConsumer>(this DbSet<InboxMessage> inbox, ConsumeContext context) => inbox.Accepts(
        typeof(TConsumer).Name,
        context.MessageId ?? throw new InvalidOperationException("The message has no id."),
        context.Headers.Get<DateTime>(WireFormat.RepeatOfHeader));

    /// <inheritdoc cref="Accepts{TConsumer}"/>
    public static async Task<bool> Accepts(
        this DbSet<InboxMessage> inbox, string consumer, Guid messageId, DateTime? repeatOf)
    {
        var now = DateTime.UtcNow;
        if (repeatOf < now - Retention
            || await inbox.AnyAsync(seen => seen.MessageId == messageId && seen.Consumer == consumer))
        {
            return false;
        }

        inbox.Add(new InboxMessage { MessageId = messageId, Consumer = consumer, AcceptedAt = now });
        return true;
    }
}
