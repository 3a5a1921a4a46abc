using Messaging.Database;
using Messaging.DeadLetters;
using Messaging.Modules;
using Messaging.Outbox;
using MongoDB.Driver;

namespace Content.Storage;

public static class StoreExtensions
{
    /// <summary>Adds the store that the scheme of <c>ConnectionStrings:Content</c> names.</summary>
    public static void AddRoadmapStore(this IHostApplicationBuilder builder)
    {
        var connectionString = builder.Configuration.GetConnectionString("Content") ?? "";

        if (connectionString.StartsWith("Data Source=", StringComparison.OrdinalIgnoreCase))
        {
            builder.AddDatabase<ContentDb>("Content");
            builder.Services.AddSingleton<IRoadmapStore, SqliteRoadmapStore>();
        }
        else if (connectionString.StartsWith("mongodb", StringComparison.OrdinalIgnoreCase)
            && new MongoUrl(connectionString) is { DatabaseName: not null } url)
        {
            builder.Services.AddSingleton(new MongoContent(url));
            builder.Services.AddSingleton<IRoadmapStore, MongoRoadmapStore>();
            builder.Services.AddSingleton<IOutbox, MongoOutbox>();
            builder.Services.AddSingleton<IDeadLetters, MongoDeadLetters>();
            builder.Services.AddStoreAway(MongoFailure.MayPass);
        }
        else
        {
            throw new InvalidOperationException(
                "ConnectionStrings:Content names no store. It must be mongodb://server/database, or "
                + "\"Data Source=content.db\" for an embedded SQLite file.");
        }
    }

    /// <summary>Adds what moving this module to another process takes, where it can move.</summary>
    public static void AddModule(this IHostApplicationBuilder builder)
    {
        var consumers = typeof(Program).Assembly.GetExportedTypes();
        if (builder.Services.Any(service => service.ServiceType == typeof(MongoContent)))
        {
            builder.AddModule(
                ContentModule.Name, services => ActivatorUtilities.CreateInstance<MongoModule>(services), consumers);
        }
        else
        {
            builder.AddModule(ContentModule.Name, ContentModule.Tables, consumers);
        }
    }

    /// <summary>Makes the store ready for use.</summary>
    public static Task PrepareStore(this IHost app) => app.Services.GetRequiredService<IRoadmapStore>().Prepare();
}
