using Messaging.Database;
using Messaging.Storage;
using Monolith.Roadmaps;
using Moving.Tables;

namespace Monolith.Storage;

internal static class Preparation
{
    /// <summary>Adds the one database of all modules, and the transactions in which they change it.</summary>
    public static void AddStorage(this IHostApplicationBuilder builder)
    {
        builder.AddDatabase<MonolithDb>("Monolith");
        builder.Services.AddSingleton<Transactions>();
    }

    /// <summary>
    /// Brings the schema and what is searched by up to date, and makes the tables that say who owns a module: every
    /// event asks them.
    /// </summary>
    public static async Task PrepareDatabase(this IHost app)
    {
        await app.Migrate<MonolithDb>();
        await app.Services.GetRequiredService<Writer<MonolithDb>>().Run(async db =>
        {
            await db.CreateModuleTables();
            await db.AddMissingWords();
        });
    }
}
