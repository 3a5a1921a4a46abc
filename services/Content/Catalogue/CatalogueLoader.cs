using Catalogue;
using Content.Roadmaps;
using Content.Storage;
using ServiceDefaults;

namespace Content.Catalogue;

/// <summary>Publishes the roadmaps that ship with the product, and what has changed in their files since.</summary>
public static class CatalogueLoader
{
    /// <summary>
    /// Throws <see cref="CatalogueException"/> for a file with a fault, before anything of its roadmap is stored.
    /// </summary>
    public static async Task LoadCatalogue(this WebApplication app)
    {
        var reader = ActivatorUtilities.CreateInstance<CatalogueReader<RoadmapText, Stage>>(app.Services);
        var store = app.Services.GetRequiredService<IRoadmapStore>();
        var clock = app.Services.GetRequiredService<TimeProvider>();

        await foreach (var (slug, text) in reader.Read())
        {
            while (!await Load(slug, text, store, clock.Now()))
            {
                // Another replica was first: looks again, and finds nothing to do.
            }
        }
    }

    private static async Task<bool> Load(string slug, RoadmapText text, IRoadmapStore store, DateTime now)
    {
        var current = await store.Find(slug, CancellationToken.None);
        var next = current switch
        {
            null => Roadmap.Draft(slug, text, now).Publish(now),
            { IsFromCatalogue: true } when !current.Says(text) => current.Revise(text, now),
            _ => null,
        };

        return next is null || await store.Save(
            next with { IsFromCatalogue = true }, current?.Revision ?? 0, next.News(), CancellationToken.None);
    }
}
