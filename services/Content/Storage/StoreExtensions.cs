using Messaging.Database;
using Messaging.DeadLetters;
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

    /// <summary>Makes the store ready for use.</summary>
    public static Task PrepareStore(this IHost app) => app.Services.GetRequiredService<IRoadmapStore>().Prepare();
}
