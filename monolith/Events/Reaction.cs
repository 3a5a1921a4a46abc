using MassTransit;
using Messaging.Events;
using Monolith.Storage;

namespace Monolith.Events;

/// <summary>
/// What a module does about an event: called in the transaction in which it happened or, where that was elsewhere, led
/// to by a queue.
/// </summary>
internal abstract record Reaction(Type Event)
{
    public abstract Task Call(MonolithDb db, object @event, Guid messageId, DateTime? repeatOf);

    /// <summary>Lets what arrives at a queue lead to it, each in a transaction of its own.</summary>
    public abstract void Read(IReceiveEndpointConfigurator queue, Transactions transactions);
}

internal sealed record Reaction<TEvent>(Func<MonolithDb, Delivery<TEvent>, Task> React) : Reaction(typeof(TEvent))
    where TEvent : class
{
    public override Task Call(MonolithDb db, object @event, Guid messageId, DateTime? repeatOf) =>
        React(db, new((TEvent)@event, messageId, repeatOf));

    public override void Read(IReceiveEndpointConfigurator queue, Transactions transactions) =>
        queue.Handler<TEvent>(context => transactions.Run(
            async db =>
            {
                var messageId = context.MessageId ?? throw new InvalidOperationException("The message has no id.");
                await Call(db, context.Message, messageId, context.Headers.Get<DateTime>(WireFormat.RepeatOfHeader));
                return true;
            },
            context.CancellationToken));
}
