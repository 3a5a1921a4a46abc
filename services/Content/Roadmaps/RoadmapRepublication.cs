using Content.Storage;
using Messaging.Events;
using Microsoft.AspNetCore.Http.HttpResults;
using ServiceDefaults;

namespace Content.Roadmaps;

public static class RoadmapRepublication
{
    private const int PageSize = 100;
    private static readonly RoadmapStatus[] Announced = [RoadmapStatus.Published, RoadmapStatus.Retired];

    public static void MapRepublication(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/api/operations/content/republish", Republish).RequireAuthorization(Role.Operator)
            .WithTags("Operations");

    /// <summary>Tells all consumers again how things stand, for one that lost its data. Nobody is told twice.</summary>
    private static async Task<Ok<Republished>> Republish(IRoadmapStore store, CancellationToken cancellation)
    {
        var events = 0;
        IReadOnlyList<RoadmapListItem> page;
        var last = "";
        do
        {
            page = await store.List(new(Announced, [], null, last, PageSize), cancellation);
            foreach (var item in page)
            {
                await Retell(item.Slug, store, cancellation);
                (last, events) = (item.Slug, events + 1);
            }
        }
        while (page.Count == PageSize);

        return TypedResults.Ok(new Republished(events));
    }

    private static async Task Retell(string slug, IRoadmapStore store, CancellationToken cancellation)
    {
        // Saved as it was, with the event; again if somebody else saved in between.
        while (await store.Find(slug, cancellation) is { } roadmap)
        {
            var (news, happenedAt) = roadmap.Retell();
            if (await store.Repeat(roadmap, news, happenedAt, cancellation))
            {
                return;
            }
        }
    }
}
