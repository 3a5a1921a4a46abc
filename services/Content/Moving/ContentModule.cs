using Content.Statistics;
using Content.Storage;
using Messaging.Bus;
using Microsoft.EntityFrameworkCore;
using Moving;
using Moving.Records;
using Moving.Tables;

namespace Content.Moving;

/// <summary>
/// How this module's data travels when it moves to another process or back: here, between SQLite files.
/// </summary>
internal static class ContentModule
{
    public const string Name = "content";

    public static readonly IReadOnlyList<ModuleTable<ContentDb>> Tables =
    [
        ModuleTable.Of(
            MovedRoadmaps.Roadmap, "Roadmaps",
            (ContentDb db, string rows) => db.Roadmaps.Rows(rows), MovedRoadmaps.Pack,
            (ContentDb db, MovedRoadmap moved) => StoreRoadmap(db, moved)) with
        { AtOnce = MovedRoadmaps.AtOnce },
        ModuleTable.Of(
            MovedRoadmaps.Fact, "Facts",
            (ContentDb db, string rows) => db.Facts.Rows(rows), MovedRoadmaps.Pack,
            (ContentDb db, MovedFact fact) => db.Put<Fact>(fact)),
        MovedLetters.Of<ContentDb>(Name),
    ];

    /// <summary>Adds what moving this module to another process takes, where it can move.</summary>
    public static void AddMoving(this IHostApplicationBuilder builder)
    {
        var readers = QueueReader.Of(Name, ServiceConsumers.In(typeof(Program).Assembly));
        if (builder.Services.Any(service => service.ServiceType == typeof(MongoContent)))
        {
            builder.AddModule(
                Name, services => ActivatorUtilities.CreateInstance<MongoModule>(services), readers);
        }
        else
        {
            builder.AddModule(Name, Tables, readers);
        }
    }

    private static async Task StoreRoadmap(ContentDb db, MovedRoadmap moved)
    {
        var roadmap = moved.Unpack();
        var isKnown = await db.Roadmaps.AnyAsync(known => known.Slug == roadmap.Slug);
        await db.Replace(roadmap, isKnown);
        await db.SaveChangesAsync();

        // The same roadmap may come once more in this unit of work.
        db.ChangeTracker.Clear();
    }
}
