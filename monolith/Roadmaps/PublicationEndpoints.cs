using Microsoft.AspNetCore.Http.HttpResults;
using Monolith.Events;
using Monolith.Storage;
using ServiceDefaults;

namespace Monolith.Roadmaps;

public static class PublicationEndpoints
{
    public static void MapPublication(this IEndpointRouteBuilder routes)
    {
        var roadmap = routes.MapGroup("/api/roadmaps/{roadmap}").RequireAuthorization(Role.Author).WithTags("Roadmaps");

        roadmap.MapPost("/publish", Publish);
        roadmap.MapPost("/retire", Retire);
    }

    private static Task<Results<Ok<RoadmapView>, NotFound, ProblemHttpResult>> Publish(
        [Slug] string roadmap, HttpResponse response, Transactions transactions, TimeProvider clock,
        CancellationToken cancellation) =>
        Change(
            roadmap, RoadmapStatus.Published, current => current.Publish(clock.Now()),
            current => current.LessonCount == 0 ? $"'{roadmap}' has no lesson yet: add one, then publish it." : null,
            response, transactions, cancellation);

    private static Task<Results<Ok<RoadmapView>, NotFound, ProblemHttpResult>> Retire(
        [Slug] string roadmap, HttpResponse response, Transactions transactions, TimeProvider clock,
        CancellationToken cancellation) =>
        Change(
            roadmap, RoadmapStatus.Retired, current => current.Retire(clock.Now()),
            current => current.Status is RoadmapStatus.Draft
                ? $"'{roadmap}' was never published: nobody can be in it."
                : null,
            response, transactions, cancellation);

    private static async Task<Results<Ok<RoadmapView>, NotFound, ProblemHttpResult>> Change(
        string slug, RoadmapStatus wanted, Action<Roadmap> change, Func<Roadmap, string?> refusal,
        HttpResponse response, Transactions transactions, CancellationToken cancellation)
    {
        var (roadmap, reason) = await transactions.Run(async db =>
        {
            var current = await db.Roadmaps.Whole().Named(slug);
            var reason = current is null ? null : refusal(current);
            if (current is not null && reason is null && current.Status != wanted)
            {
                change(current);
                await db.Raise(current.News());
            }

            return (current, reason);
        }, cancellation);

        if (roadmap is null)
        {
            return TypedResults.NotFound();
        }

        if (reason is not null)
        {
            return TypedResults.Problem(reason, statusCode: StatusCodes.Status409Conflict);
        }

        response.Describe(roadmap);
        return TypedResults.Ok(RoadmapView.Of(roadmap));
    }
}
