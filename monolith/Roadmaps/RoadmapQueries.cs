using System.Security.Claims;
using Catalogue;
using Microsoft.EntityFrameworkCore;
using Monolith.Storage;
using ServiceDefaults;

namespace Monolith.Roadmaps;

internal static class RoadmapQueries
{
    /// <summary>Those that this caller may know of: a draft is its authors' business.</summary>
    public static IQueryable<Roadmap> For(this IQueryable<Roadmap> roadmaps, ClaimsPrincipal caller) =>
        caller.IsInRole(Role.Author) ? roadmaps : roadmaps.Where(roadmap => roadmap.Status != RoadmapStatus.Draft);

    /// <summary>With their stages, in order.</summary>
    public static IQueryable<Roadmap> Whole(this IQueryable<Roadmap> roadmaps) => roadmaps
        .Include(roadmap => roadmap.Stages.OrderBy(stage => stage.Position))
        .ThenInclude(stage => stage.Lessons.OrderBy(lesson => lesson.Position))
        .ThenInclude(lesson => lesson.Resources.OrderBy(resource => resource.Position))
        // In one query, a lesson's text would come once for each of its resources.
        .AsSplitQuery();

    public static Task<Roadmap?> Named(
        this IQueryable<Roadmap> roadmaps, string slug, CancellationToken cancellation = default) =>
        roadmaps.SingleOrDefaultAsync(roadmap => roadmap.Slug == slug, cancellation);

    /// <summary>Replaces the text of a roadmap, new or tracked, with all that is stored of it.</summary>
    public static async Task Write(this MonolithDb db, Roadmap roadmap, RoadmapText text, DateTime now)
    {
        var stored = await db.Roadmaps.AsNoTracking().Whole().Named(roadmap.Slug);
        await db.RemoveText(roadmap.Slug);
        roadmap.Write(text, isNews: stored?.Says(text) is not true, now);
        if (db.Entry(roadmap).State is EntityState.Detached)
        {
            db.Roadmaps.Add(roadmap);
        }

        db.Words.AddRange(SearchWords.Of(text.Title, text.Summary, text.Tags)
            .Select(word => new RoadmapWord(roadmap.Slug, word)));
    }

    /// <summary>
    /// Makes roadmaps found that have no words: a version that takes other words removes the old ones.
    /// </summary>
    public static async Task AddMissingWords(this MonolithDb db)
    {
        var unfound = await db.Roadmaps.Where(roadmap => !db.Words.Any(word => word.Roadmap == roadmap.Slug))
            .Select(roadmap => new { roadmap.Slug, roadmap.Title, roadmap.Summary, roadmap.Tags }).ToListAsync();
        db.Words.AddRange(unfound.SelectMany(roadmap => SearchWords.Of(roadmap.Title, roadmap.Summary, roadmap.Tags)
            .Select(word => new RoadmapWord(roadmap.Slug, word))));
    }

    /// <summary>Removes all but the roadmap's own row.</summary>
    public static async Task RemoveText(this MonolithDb db, string roadmap)
    {
        await db.Stages.Where(stage => stage.Roadmap == roadmap).ExecuteDeleteAsync();
        await db.Words.Where(word => word.Roadmap == roadmap).ExecuteDeleteAsync();
    }
}
