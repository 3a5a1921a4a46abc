using System.Security.Claims;
using Content.Storage;
using Microsoft.AspNetCore.Http.HttpResults;
using ServiceDefaults;

namespace Content.Roadmaps;

public static class RoadmapEndpoints
{
    public static void MapRoadmaps(this IEndpointRouteBuilder routes)
    {
        var roadmaps = routes.MapGroup("/api/roadmaps").WithTags("Roadmaps");

        roadmaps.MapGet("/{roadmap}", GetRoadmap);
        roadmaps.MapGet("/{roadmap}/lessons/{lesson}", GetLesson);
        roadmaps.MapPut("/{roadmap}", PutRoadmap).RequireAuthorization(Role.Author);
    }

    /// <summary>Finds a roadmap that this caller may know of: a draft is its authors' business.</summary>
    internal static async Task<Roadmap?> FindFor(
        this IRoadmapStore store, ClaimsPrincipal caller, string slug, CancellationToken cancellation) =>
        await store.Find(slug, cancellation) is { } roadmap
        && (roadmap.Status is not RoadmapStatus.Draft || caller.IsInRole(Role.Author))
            ? roadmap
            : null;

    /// <summary>Names a roadmap's revision in the answer's headers. A draft is its authors' business.</summary>
    internal static void Describe(this HttpResponse response, Roadmap roadmap) =>
        response.Describe(roadmap.Revision, isPrivate: roadmap.Status is RoadmapStatus.Draft);

    private static async Task<Results<Ok<RoadmapView>, StatusCodeHttpResult, NotFound>> GetRoadmap(
        [Slug] string roadmap, ClaimsPrincipal caller, HttpContext http, IRoadmapStore store,
        CancellationToken cancellation)
    {
        if (await store.FindFor(caller, roadmap, cancellation) is not { } found)
        {
            return TypedResults.NotFound();
        }

        http.Response.Describe(found);
        return http.Request.Knows(found.Revision)
            ? TypedResults.StatusCode(StatusCodes.Status304NotModified)
            : TypedResults.Ok(RoadmapView.Of(found));
    }

    private static async Task<Results<Ok<Lesson>, StatusCodeHttpResult, NotFound>> GetLesson(
        [Slug] string roadmap, [Slug] string lesson, ClaimsPrincipal caller, HttpContext http, IRoadmapStore store,
        CancellationToken cancellation)
    {
        var found = await store.FindFor(caller, roadmap, cancellation);
        if (found?.Lessons.FirstOrDefault(known => known.Slug == lesson) is not { } foundLesson)
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
        [Slug] string roadmap, RoadmapText text, HttpContext http, IRoadmapStore store, TimeProvider clock,
        CancellationToken cancellation)
    {
        if (text.Slug is { } slug && slug != roadmap)
        {
            return BadInput.Field(nameof(slug), $"Must be '{roadmap}' as in the path, or left out.");
        }

        var current = await store.Find(roadmap, cancellation);
        if (Preconditions.Failure(http.Request, roadmap, current?.Revision) is { } failure)
        {
            return failure;
        }

        if (current is { Status: not RoadmapStatus.Draft } && !text.Lessons.Any())
        {
            return BadInput.Field("stages", "What was published has at least one lesson.");
        }

        var next = current?.Revise(text, clock.Now()) ?? Roadmap.Draft(roadmap, text, clock.Now());
        if (!await store.Save(next, current?.Revision ?? 0, next.News(), cancellation))
        {
            return Preconditions.Stale(roadmap);
        }

        http.Response.Describe(next);
        return current is null
            ? TypedResults.Created($"/api/roadmaps/{roadmap}", RoadmapView.Of(next))
            : TypedResults.Ok(RoadmapView.Of(next));
    }
}
