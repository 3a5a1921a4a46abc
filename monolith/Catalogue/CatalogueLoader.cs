using Catalogue;
using Messaging.Storage;
using Microsoft.EntityFrameworkCore;
using Monolith.Events;
using Monolith.Moving;
using Monolith.Roadmaps;
using Monolith.Storage;
using Moving.Tables;
using ServiceDefaults;

namespace Monolith.Catalogue;

/// <summary>Publishes the roadmaps that ship with the product, and what has changed in their files since.</summary>
public static class CatalogueLoader
{
    /// <summary>
    /// Throws <see cref="CatalogueException"/> for a file with a fault, before anything of its roadmap is stored.
    /// </summary>
    public static async Task LoadCatalogue(this WebApplication app)
    {
        var reader = ActivatorUtilities.CreateInstance<CatalogueReader<RoadmapText, Stage>>(app.Services);
        var writer = app.Services.GetRequiredService<Writer<MonolithDb>>();
        var clock = app.Services.GetRequiredService<TimeProvider>();

        await foreach (var (slug, text) in reader.Read())
        {
            await writer.Run(db => Load(db, slug, text, clock.Now()));
        }
    }

    private static async Task Load(MonolithDb db, string slug, RoadmapText text, DateTime now)
    {
        // What lives elsewhere is loaded there.
        if (!await db.Owns(ModuleName.Content))
        {
            return;
        }

        var current = await db.Roadmaps.AsNoTracking().Whole().Named(slug);
        if (current is not null && (!current.IsFromCatalogue || current.Says(text)))
        {
            return;
        }

        var roadmap = await db.Roadmaps.Named(slug) ?? new Roadmap { Slug = slug };
        await db.Write(roadmap, text, now);
        if (current is null)
        {
            roadmap.Publish(now);
        }

        roadmap.IsFromCatalogue = true;
        await db.Raise(roadmap.News());
    }
}
