using Messaging.Modules;
using Messaging.Storage;

namespace Monolith.Storage;

internal static class Preparation
{
    /// <summary>Brings the schema up to date, and makes the tables that say who owns a module: every event asks them.</summary>
    public static async Task PrepareDatabase(this IHost app)
    {
        await app.Migrate<MonolithDb>();
        await app.Services.GetRequiredService<Writer<MonolithDb>>().Run(db => db.CreateModuleTables());
    }
}
