using System.Net;

namespace Acceptance.Roadmaps;

/// <summary>What authors and readers do.</summary>
public static class RoadmapCalls
{
    public static (string, string) IfMatch(string etag) => ("If-Match", etag);

    public static (string, string) IfNoneMatch(string etag) => ("If-None-Match", etag);

    /// <summary>Stores a new roadmap as a draft.</summary>
    public static async Task<Draft> Create(this Caller author, Draft draft)
    {
        (await author.Put(draft.Path, draft)).Is(HttpStatusCode.Created);
        return draft;
    }

    /// <summary>Replaces what is there with the draft, whatever its revision.</summary>
    public static async Task Revise(this Caller author, Draft draft)
    {
        var current = await author.Get(draft.Path);
        (await author.Put(draft.Path, draft, IfMatch(current.ETag))).Is(HttpStatusCode.OK);
    }

    /// <summary>Stores a new roadmap and publishes it.</summary>
    public static async Task<Draft> Publish(this Caller author, Draft draft)
    {
        await author.Create(draft);
        Succeeded(await author.Post($"{draft.Path}/publish"));
        return draft;
    }

    public static async Task Retire(this Caller author, Draft draft) =>
        Succeeded(await author.Post($"{draft.Path}/retire"));

    public static async Task<Roadmap> Roadmap(this Caller reader, string slug) =>
        (await reader.Get($"/api/roadmaps/{slug}")).Is(HttpStatusCode.OK).As<Roadmap>();

    public static async Task<RoadmapList> List(this Caller reader, string query) =>
        (await reader.Get($"/api/roadmaps?{query}")).Is(HttpStatusCode.OK).As<RoadmapList>();

    public static async Task<RoadmapStatistics> Statistics(this Caller reader, string slug) =>
        (await reader.Get($"/api/roadmaps/{slug}/statistics")).Is(HttpStatusCode.OK).As<RoadmapStatistics>();

    // With the roadmap or without: the design leaves it open.
    private static void Succeeded(Answer answer) =>
        Assert.True(answer.Status is HttpStatusCode.OK or HttpStatusCode.NoContent, $"{answer}");
}
