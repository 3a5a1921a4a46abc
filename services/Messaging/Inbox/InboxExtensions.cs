using MassTransit;
using Messaging.Events;
using Messaging.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace Messaging.Inbox;

public static class InboxExtensions
{
    /// <summary>Longer than any redelivery.</summary>
    public static readonly TimeSpan Retention = TimeSpan.FromDays(7);

    /// <summary>
    /// Whether <typeparamref name="TConsumer"/> meets this message for the first time; remembers it if so. A
    /// repetition of something older than the inbox remembers is refused: it may have been handled before.
    /// </summary>
    public static bool Accepts<TConsumer>(this DbSet<InboxMessage> inbox, ConsumeContext context) => inbox.Accepts(
        typeof(TConsumer).Name,
        context.MessageId ?? throw new InvalidOperationException("The message has no id."),
        context.Headers.Get<DateTime>(WireFormat.RepeatOfHeader));

    /// <inheritdoc cref="Accepts{TConsumer}"/>
    public static bool Accepts(
        this DbSet<InboxMessage> inbox, string consumer, Guid messageId, DateTime? repeatOf)
    {
        var now = DateTime.UtcNow;
        return !(repeatOf < now - Retention) && Statements.Of(inbox.GetService<ICurrentDbContext>().Context).Run($"""
            INSERT INTO Inbox (MessageId, Consumer, AcceptedAt) VALUES ({messageId}, {consumer}, {now})
            ON CONFLICT DO NOTHING
            """) > 0;
    }
}
