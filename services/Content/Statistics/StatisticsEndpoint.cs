using System.Security.Claims;
using Content.Roadmaps;
using Content.Storage;
using Microsoft.AspNetCore.Http.HttpResults;
using ServiceDefaults;

namespace Content.Statistics;

/// <summary>What learners have done in a roadmap, as far as content has heard.</summary>
public record RoadmapStatistics(string Roadmap, int Learners, int LessonsCompleted, int Finished);

public static class StatisticsEndpoint
{
    public static void MapStatistics(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/roadmaps/{roadmap}/statistics", GetStatistics).WithTags("Roadmaps");

    private static async Task<Results<Ok<RoadmapStatistics>, NotFound>> GetStatistics(
        [Slug] string roadmap, ClaimsPrincipal caller, IRoadmapStore store, CancellationToken cancellation)
    {
        if (await store.FindFor(caller, roadmap, cancellation) is not { } found)
        {
            return TypedResults.NotFound();
        }

        var counts = await store.CountFacts(roadmap, cancellation);
        return TypedResults.Ok(new RoadmapStatistics(
            roadmap,
            Learners: counts.GetValueOrDefault(Fact.Enrolled),
            // A completed lesson that a revision removed no longer counts.
            LessonsCompleted: found.Lessons.Sum(lesson => counts.GetValueOrDefault(Fact.Completed(lesson.Slug))),
            Finished: counts.GetValueOrDefault(Fact.Finished)));
    }
}
