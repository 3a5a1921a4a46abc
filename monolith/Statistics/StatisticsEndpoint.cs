using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Monolith.Roadmaps;
using Monolith.Storage;
using ServiceDefaults;

namespace Monolith.Statistics;

/// <summary>What learners have done in a roadmap.</summary>
public record RoadmapStatistics(string Roadmap, int Learners, int LessonsCompleted, int Finished);

public static class StatisticsEndpoint
{
    public static void MapStatistics(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/roadmaps/{roadmap}/statistics", GetStatistics).WithTags("Roadmaps");

    private static async Task<Results<Ok<RoadmapStatistics>, NotFound>> GetStatistics(
        [Slug] string roadmap, ClaimsPrincipal caller, MonolithDb db, CancellationToken cancellation)
    {
        if (!await db.Roadmaps.For(caller).AnyAsync(known => known.Slug == roadmap, cancellation))
        {
            return TypedResults.NotFound();
        }

        var counts = await db.FactCounts.Where(counted => counted.Roadmap == roadmap)
            .ToDictionaryAsync(counted => counted.Name, counted => counted.Count, cancellation);
        var lessons = await db.Lessons.Where(lesson => lesson.Roadmap == roadmap)
            .Select(lesson => lesson.Slug).ToListAsync(cancellation);

        return TypedResults.Ok(new RoadmapStatistics(
            roadmap,
            Learners: counts.GetValueOrDefault(Fact.Enrolled),
            // A completed lesson that a revision removed no longer counts.
            LessonsCompleted: lessons.Sum(lesson => counts.GetValueOrDefault(Fact.Completed(lesson))),
            Finished: counts.GetValueOrDefault(Fact.Finished)));
    }
}
