using System.ComponentModel.DataAnnotations;
using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Monolith.Storage;
using ServiceDefaults;

namespace Monolith.Roadmaps;

public static class RoadmapListEndpoint
{
    // Behind every word that begins with the text before it.
    private const string LastCharacter = "\U0010FFFF";

    internal static async Task<Results<Ok<RoadmapList>, ValidationProblem>> ListRoadmaps(
        ClaimsPrincipal caller, MonolithDb db, CancellationToken cancellation,
        [PlainText(0, 200)] string search = "", [Slug] string? tag = null, string? after = null,
        [Range(1, 100)] int limit = 20)
    {
        string[]? start = [""];
        if (after is not null && !Cursor.TryParse(after, 1, out start))
        {
            return BadInput.Field(nameof(after), "Must be the 'next' of an earlier page.");
        }

        var words = SearchWords.Of(search);
        if (search is not "" && words.Count == 0)
        {
            return TypedResults.Ok(new RoadmapList([], null));
        }

        var last = start[0];
        var roadmaps = db.Roadmaps.For(caller).Where(roadmap =>
            roadmap.Status != RoadmapStatus.Retired && roadmap.Slug.CompareTo(last) > 0);

        if (tag is not null)
        {
            roadmaps = roadmaps.Where(roadmap => roadmap.Tags.Contains(tag));
        }

        foreach (var word in words)
        {
            var end = word + LastCharacter;
            roadmaps = roadmaps.Where(roadmap => db.Words.Any(known =>
                known.Roadmap == roadmap.Slug && known.Word.CompareTo(word) >= 0 && known.Word.CompareTo(end) < 0));
        }

        // One more than asked for tells whether there is a next page.
        var page = await roadmaps.OrderBy(roadmap => roadmap.Slug).Take(limit + 1)
            .Select(r => new RoadmapListItem(
                r.Slug, r.Title, r.Summary, r.Tags, r.Status, r.Revision, r.LessonCount, r.Minutes))
            .ToListAsync(cancellation);
        return TypedResults.Ok(new RoadmapList(
            [.. page.Take(limit)], page.Count > limit ? Cursor.Of(page[limit - 1].Slug) : null));
    }
}
