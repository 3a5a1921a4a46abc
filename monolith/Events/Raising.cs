using Contracts;
using Messaging.Events;
using Monolith.Storage;
using Moving.Tables;

namespace Monolith.Events;

internal static class Raising
{
    /// <summary>
    /// Lets every module that reacts to an event do so within this unit of work: all of it is stored, or nothing.
    /// For modules that live elsewhere the event goes to the outbox, in the same unit. Null: nothing happened.
    /// </summary>
    public static async Task Raise(this MonolithDb db, IEvent? @event, DateTime? repeatOf = null)
    {
        if (@event is null)
        {
            return;
        }

        var messageId = EventIdentity.Of(@event);
        var isForOthers = false;
        foreach (var queue in Topology.Reactions[@event.GetType()])
        {
            if (await db.Owns(Topology.ServiceOf(queue)))
            {
                await Reactions.ByQueue[queue].Call(db, @event, messageId, repeatOf);
            }
            else
            {
                isForOthers = true;
            }
        }

        if (isForOthers)
        {
            db.Outbox.Add(repeatOf is { } time ? EventMessage.Repeating(@event, time) : EventMessage.Of(@event));
        }
    }
}
