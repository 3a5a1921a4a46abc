using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Monolith.Events;
using Monolith.Storage;
using ServiceDefaults;

namespace Monolith.Roadmaps;

public static class RoadmapEndpoints
{
    public static void MapRoadmaps(this IEndpointRouteBuilder routes)
    {
        var roadmaps = routes.MapGroup("/api/roadmaps").WithTags("Roadmaps");

        roadmaps.MapGet("/", RoadmapListEndpoint.ListRoadmaps);
        roadmaps.MapGet("/{roadmap}", GetRoadmap);
        roadmaps.MapGet("/{roadmap}/lessons/{lesson}", GetLesson);
        roadmaps.MapPut("/{roadmap}", PutRoadmap).RequireAuthorization(Role.Author);
    }

    /// <summary>Names a roadmap's revision in the answer's headers. A draft is its authors' business.</summary>
    internal static void Describe(this HttpResponse response, Roadmap roadmap) =>
        response.Describe(roadmap.Revision, isPrivate: roadmap.Status is RoadmapStatus.Draft);

    private static async Task<Results<Ok<RoadmapView>, StatusCodeHttpResult, NotFound>> GetRoadmap(
        [Slug] string roadmap, ClaimsPrincipal caller, HttpContext http, MonolithDb db, CancellationToken cancellation)
    {
        // Several queries that must see the same revision.
        await using var snapshot = await db.BeginSnapshot(cancellation);
        var roadmaps = db.Roadmaps.AsNoTracking().For(caller);
        if (await roadmaps.Named(roadmap, cancellation) is not { } found)
        {
            return TypedResults.NotFound();
        }

        http.Response.Describe(found);
        return http.Request.Knows(found.Revision)
            ? TypedResults.StatusCode(StatusCodes.Status304NotModified)
            : TypedResults.Ok(RoadmapView.Of((await roadmaps.Whole().Named(roadmap, cancellation))!));
    }

    private static async Task<Results<Ok<Lesson>, StatusCodeHttpResult, NotFound>> GetLesson(
        [Slug] string roadmap, [Slug] string lesson, ClaimsPrincipal caller, HttpContext http, MonolithDb db,
        CancellationToken cancellation)
    {
        await using var snapshot = await db.BeginSnapshot(cancellation);
        var found = await db.Roadmaps.AsNoTracking().For(caller).Named(roadmap, cancellation);
        var foundLesson = await db.Lessons.AsNoTracking()
            .Include(known => known.Resources.OrderBy(resource => resource.Position))
            .SingleOrDefaultAsync(known => known.Roadmap == roadmap && known.Slug == lesson, cancellation);

        if (found is null || foundLesson is null)
        {
            return TypedResults.NotFound();
        }

        http.Response.Describe(found);
        return http.Request.Knows(found.Revision)
            ? TypedResults.StatusCode(StatusCodes.Status304NotModified)
            : TypedResults.Ok(foundLesson);
    }

    private static async Task<Results<Created<RoadmapView>, Ok<RoadmapView>, ValidationProblem, ProblemHttpResult>>
        PutRoadmap(
        [Slug] string roadmap, RoadmapText text, HttpContext http, Transactions transactions, TimeProvider clock,
        CancellationToken cancellation)
    {
        if (text.Slug is { } slug && slug != roadmap)
        {
            return BadInput.Field(nameof(slug), $"Must be '{roadmap}' as in the path, or left out.");
        }

        Roadmap? written = null;
        var answer = await transactions.Run<
            Results<Created<RoadmapView>, Ok<RoadmapView>, ValidationProblem, ProblemHttpResult>>(async db =>
        {
            var current = await db.Roadmaps.Named(roadmap);
            if (Preconditions.Failure(http.Request, roadmap, current?.Revision) is { } failure)
            {
                return failure;
            }

            if (current is { Status: not RoadmapStatus.Draft } && !text.Lessons.Any())
            {
                return BadInput.Field("stages", "What was published has at least one lesson.");
            }

            written = current ?? new Roadmap { Slug = roadmap };
            await db.Write(written, text, clock.Now());
            await db.Raise(written.News());
            return current is null
                ? TypedResults.Created($"/api/roadmaps/{roadmap}", RoadmapView.Of(written))
                : TypedResults.Ok(RoadmapView.Of(written));
        }, cancellation);

        if (written is not null)
        {
            http.Response.Describe(written);
        }

        return answer;
    }
}
