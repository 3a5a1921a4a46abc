using Messaging.Storage;

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
        else
        {
            throw new InvalidOperationException(
                $"ConnectionStrings:Content is '{connectionString}'. It must be mongodb://server/database, "
                + "or \"Data Source=content.db\" for an embedded SQLite file.");
        }
    }

    /// <summary>Makes the store ready for use.</summary>
    public static Task PrepareStore(this IHost app) => app.Services.GetRequiredService<IRoadmapStore>().Prepare();
}
