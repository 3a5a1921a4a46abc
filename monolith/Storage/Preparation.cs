using Messaging.Database;
using Messaging.Storage;
using Monolith.Roadmaps;
using Moving.Tables;

namespace Monolith.Storage;

internal static class Preparation
{
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
