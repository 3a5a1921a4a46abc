using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Security.Claims;
using Catalogue;
using Content.Storage;
using Microsoft.AspNetCore.Http.HttpResults;
using ServiceDefaults;

namespace Content.Roadmaps;

public static class RoadmapListEndpoint
{
    private static readonly RoadmapStatus[] ForAnyone = [RoadmapStatus.Published];
    private static readonly RoadmapStatus[] ForAuthors = [RoadmapStatus.Draft, RoadmapStatus.Published];

    public static void MapRoadmapList(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/roadmaps", ListRoadmaps).WithTags("Roadmaps");

    private static async Task<Results<Ok<RoadmapList>, ValidationProblem>> ListRoadmaps(
        ClaimsPrincipal caller, IRoadmapStore store, CancellationToken cancellation,
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

        // One more than asked for tells whether there is a next page.
        var statuses = caller.IsInRole(Role.Author) ? ForAuthors : ForAnyone;
        var page = await store.List(new(statuses, words, tag, after?.Slug ?? "", limit + 1), cancellation);
        return TypedResults.Ok(new RoadmapList(
            [.. page.Take(limit)], page.Count > limit ? $"{new SlugCursor(page[limit - 1].Slug)}" : null));
    }
}
