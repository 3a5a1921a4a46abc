using Messaging.Events;
using Messaging.Storage;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Progress.Storage;
using ServiceDefaults;

namespace Progress.Enrollments;

public static class EnrollmentRepublication
{
    // Each may have hundreds of events, and everybody else's writes wait for each unit.
    private const int EnrollmentsInOneUnit = 10;

    public static void MapRepublication(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/api/operations/progress/republish", Republish).RequireAuthorization(Role.Operator)
            .WithTags("Operations");

    /// <summary>Tells all consumers again how things stand, for one that lost its data. Nobody is told twice.</summary>
    private static async Task<Ok<Republished>> Republish(Writer<ProgressDb> writer, CancellationToken cancellation)
    {
        var events = 0;
        (string Learner, string Roadmap)? last = ("", "");
        while (last is var (learner, roadmap))
        {
            (last, var retold) = await writer.Run(db => RetellPage(db, learner, roadmap), cancellation);
            events += retold;
        }

        return TypedResults.Ok(new Republished(events));
    }

    private static async Task<((string Learner, string Roadmap)? Last, int Events)> RetellPage(
        ProgressDb db, string learner, string roadmap)
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
        db.Outbox.AddRange(events.Select(told => EventMessage.Repeating(told.Event, told.HappenedAt)));
        return (page.Count > 0 ? (page[^1].enrollment.LearnerId, page[^1].enrollment.Roadmap) : null, events.Count);
    }
}
