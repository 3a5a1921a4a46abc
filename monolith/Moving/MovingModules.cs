using Messaging.Bus;
using Messaging.DeadLetters;
using Monolith.Events;
using Moving;
using Moving.Tables;

namespace Monolith.Moving;

/// <summary>What lets a module leave for a service of its own, and come back.</summary>
internal static class MovingModules
{
    private static readonly Type[] ContentConsumers =
        [typeof(CountLearner), typeof(CountCompletion), typeof(UncountCompletion), typeof(CountFinisher)];

    private static readonly Type[] ProgressConsumers = [typeof(ReplaceOutline), typeof(RetireOutline)];

    private static readonly Type[] NotificationConsumers =
    [
        typeof(WelcomeLearner), typeof(CongratulateLearner), typeof(CelebrateCompletion), typeof(FollowRoadmap),
        typeof(AnnounceRevision),
    ];

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
            builder.AddMessaging(
                "monolith", [.. ContentConsumers, .. ProgressConsumers, .. NotificationConsumers]);
            builder.AddModule(ModuleName.Content, ContentRecords.Tables, ContentConsumers);
            builder.AddModule(ModuleName.Progress, ProgressRecords.Tables, ProgressConsumers);
            builder.AddModule(ModuleName.Notification, NotificationRecords.Tables, NotificationConsumers);
        }
    }
}
