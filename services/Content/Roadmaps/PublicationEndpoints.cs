using Content.Storage;
using Microsoft.AspNetCore.Http.HttpResults;
using ServiceDefaults;

namespace Content.Roadmaps;

public static class PublicationEndpoints
{
    public static void MapPublication(this IEndpointRouteBuilder routes)
    {
        var roadmap = routes.MapGroup("/api/roadmaps/{roadmap}").RequireAuthorization(Role.Author).WithTags("Roadmaps");

        roadmap.MapPost("/publish", Publish);
        roadmap.MapPost("/retire", Retire);
    }

    private static async Task<Results<Ok<RoadmapView>, NotFound, ProblemHttpResult>> Publish(
        [Slug] string roadmap, HttpResponse response, IRoadmapStore store, TimeProvider clock,
        CancellationToken cancellation)
    {
        while (await store.Find(roadmap, cancellation) is { } current)
        {
            if (current.LessonCount == 0)
            {
                return Conflict($"'{roadmap}' has no lesson yet: add one, then publish it.");
            }

            if (current.Status is RoadmapStatus.Published)
            {
                return Answer(response, current);
            }

            var published = current.Publish(clock.Now());
            if (await store.Save(published, current.Revision, published.News(), cancellation))
            {
                return Answer(response, published);
            }

            // Somebody else saved first: decide again, on what they saved.
        }

        return TypedResults.NotFound();
    }

    private static async Task<Results<Ok<RoadmapView>, NotFound, ProblemHttpResult>> Retire(
        [Slug] string roadmap, HttpResponse response, IRoadmapStore store, TimeProvider clock,
        CancellationToken cancellation)
    {
        while (await store.Find(roadmap, cancellation) is { } current)
        {
            if (current.Status is RoadmapStatus.Draft)
            {
                return Conflict($"'{roadmap}' was never published: nobody can be in it.");
            }

            if (current.Status is RoadmapStatus.Retired)
            {
                return Answer(response, current);
            }

            var retired = current.Retire(clock.Now());
            if (await store.Save(retired, current.Revision, retired.News(), cancellation))
            {
                return Answer(response, retired);
            }
        }

        return TypedResults.NotFound();
    }

    private static Ok<RoadmapView> Answer(HttpResponse response, Roadmap roadmap)
    {
        response.Describe(roadmap);
        return TypedResults.Ok(RoadmapView.Of(roadmap));
    }

    private static ProblemHttpResult Conflict(string detail) =>
        TypedResults.Problem(detail, statusCode: StatusCodes.Status409Conflict);
}
