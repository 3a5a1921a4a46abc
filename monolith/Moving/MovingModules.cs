using Messaging.Bus;
using Messaging.DeadLetters;
using Messaging.Events;
using Monolith.Events;
using Monolith.Storage;
using Moving;
using Moving.Tables;

namespace Monolith.Moving;

/// <summary>What lets a module leave for a service of its own, and come back.</summary>
internal static class MovingModules
{
    /// <summary>What operators do: telling reacting modules again how things stand, and each module's desk.</summary>
    public static void MapOperations(this IEndpointRouteBuilder routes)
    {
        routes.MapRepublication();
        foreach (var module in new[] { ModuleName.Content, ModuleName.Progress, ModuleName.Notification })
        {
            routes.MapDeadLetters(module);
        }
    }

    /// <summary>Without <c>Modules:Key</c>, nothing: no module ever leaves, and no broker is needed.</summary>
    public static void AddMoving(this IHostApplicationBuilder builder)
    {
        if (builder.Configuration.MovesModules())
        {
            builder.AddMessaging("monolith");
            builder.AddModule(ModuleName.Content, ContentRecords.Tables, ReadersOf(ModuleName.Content));
            builder.AddModule(ModuleName.Progress, ProgressRecords.Tables, ReadersOf(ModuleName.Progress));
            builder.AddModule(ModuleName.Notification, NotificationRecords.Tables, ReadersOf(ModuleName.Notification));
        }
    }

    private static QueueReader[] ReadersOf(string module) =>
    [
        .. Topology.QueuesOf(module).Select(queue => new QueueReader(queue, (context, endpoint) =>
            Reactions.ByQueue[queue].Read(endpoint, context.GetRequiredService<Transactions>()))),
    ];
}
