using Messaging.Events;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Monolith.Roadmaps;
using Monolith.Storage;
using ServiceDefaults;

namespace Monolith.Events;

/// <summary>
/// Tells all reacting modules again how things stand, for one that lost its data. Nobody is told twice.
/// </summary>
public static class RepublicationEndpoints
{
    // Each may have hundreds of events, and everybody else's writes wait for each unit.
    private const int EnrollmentsInOneUnit = 10;

    public static void MapRepublication(this IEndpointRouteBuilder routes)
    {
        var operations = routes.MapGroup("/api/operations").RequireAuthorization(Role.Operator).WithTags("Operations");

        operations.MapPost("/content/republish", RepublishContent);
        operations.MapPost("/progress/republish", RepublishProgress);
    }

    private static async Task<Ok<Republished>> RepublishContent(
        MonolithDb db, Transactions transactions, CancellationToken cancellation)
    {
        var slugs = await db.Roadmaps.Where(roadmap => roadmap.Status != RoadmapStatus.Draft)
            .Select(roadmap => roadmap.Slug).ToListAsync(cancellation);
        foreach (var slug in slugs)
        {
            await transactions.Run(async db =>
            {
                var (@event, happenedAt) = (await db.Roadmaps.AsNoTracking().Whole().Named(slug))!.Retell();
                await db.Raise(@event, happenedAt);
                return true;
            }, cancellation);
        }

        return TypedResults.Ok(new Republished(slugs.Count));
    }

    private static async Task<Ok<Republished>> RepublishProgress(
        Transactions transactions, CancellationToken cancellation)
    {
        var events = 0;
        (string Learner, string Roadmap)? last = ("", "");
        while (last is var (learner, roadmap))
        {
            (last, var retold) = await transactions.Run(db => RetellPage(db, learner, roadmap), cancellation);
            events += retold;
        }

        return TypedResults.Ok(new Republished(events));
    }

    private static async Task<((string Learner, string Roadmap)? Last, int Events)> RetellPage(
        MonolithDb db, string learner, string roadmap)
    {
        var page = await db.Enrollments.AsNoTracking().Include(enrollment => enrollment.Completions)
            .Where(e => e.LearnerId.CompareTo(learner) > 0
                || (e.LearnerId == learner && e.Roadmap.CompareTo(roadmap) > 0))
            .OrderBy(e => e.LearnerId).ThenBy(e => e.Roadmap)
            .Join(db.Outlines, e => e.Roadmap, o => o.Roadmap, (enrollment, outline) => new { enrollment, outline })
            .Take(EnrollmentsInOneUnit)
            // In one query, the outline would come once for each completion.
            .AsSplitQuery()
            .ToListAsync();

        var events = page.SelectMany(row => row.enrollment.Retell(row.outline)).ToList();
        foreach (var (@event, happenedAt) in events)
        {
            await db.Raise(@event, happenedAt);
        }

        return (page.Count > 0 ? (page[^1].enrollment.LearnerId, page[^1].enrollment.Roadmap) : null, events.Count);
    }
}
