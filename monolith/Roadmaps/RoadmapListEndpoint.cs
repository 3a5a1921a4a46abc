using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Security.Claims;
using Catalogue;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Monolith.Storage;
using ServiceDefaults;

namespace Monolith.Roadmaps;

public static class RoadmapListEndpoint
{
    private const int MostCandidates = 500;

    // Behind every word that begins with the text before it.
    private const string LastCharacter = "\U0010FFFF";

    internal static async Task<Results<Ok<RoadmapList>, ValidationProblem>> ListRoadmaps(
        ClaimsPrincipal caller, MonolithDb db, CancellationToken cancellation,
        [PlainText(0, 200), Description("At most ten words, each the beginning of one in title, summary or tags.")]
        string search = "", [Slug] string? tag = null, SlugCursor? after = null,
        [Range(1, 100)] int limit = 20)
    {
        var words = SearchWords.Of(search);
        if (words.Count > SearchWords.MostWanted)
        {
            return BadInput.Field(nameof(search), $"At most {SearchWords.MostWanted} words.");
        }

        if (search is not "" && words.Count == 0)
        {
            return TypedResults.Ok(new RoadmapList([], null));
        }

        var last = after?.Slug ?? "";
        var roadmaps = db.Roadmaps.For(caller).Where(roadmap =>
            roadmap.Status != RoadmapStatus.Retired && roadmap.Slug.CompareTo(last) > 0);

        if (tag is not null)
        {
            roadmaps = roadmaps.Where(roadmap => roadmap.Tags.Contains(tag));
        }

        if (words.MaxBy(word => word.Length) is { } longest)
        {
            // The word that fewest are likely to have names the candidates; if too many have it, a page is full soon.
            var end = longest + LastCharacter;
            var candidates = await db.Words
                .Where(known => known.Word.CompareTo(longest) >= 0 && known.Word.CompareTo(end) < 0)
                .OrderBy(known => known.Word).Select(known => known.Roadmap)
                .Take(MostCandidates + 1).ToListAsync(cancellation);
            if (candidates.Count <= MostCandidates)
            {
                roadmaps = roadmaps.Where(roadmap => candidates.Contains(roadmap.Slug));
            }

            roadmaps = roadmaps.Where(roadmap => words.All(word => db.Words.Any(known =>
                known.Roadmap == roadmap.Slug
                && known.Word.CompareTo(word) >= 0 && known.Word.CompareTo(word + LastCharacter) < 0)));
        }

        // One more than asked for tells whether there is a next page.
        var page = await roadmaps.OrderBy(roadmap => roadmap.Slug).Take(limit + 1)
            .Select(r => new RoadmapListItem(
                r.Slug, r.Title, r.Summary, r.Tags, r.Status, r.Revision, r.LessonCount, r.Minutes))
            .ToListAsync(cancellation);
        return TypedResults.Ok(new RoadmapList(
            [.. page.Take(limit)], page.Count > limit ? $"{new SlugCursor(page[limit - 1].Slug)}" : null));
    }
}
