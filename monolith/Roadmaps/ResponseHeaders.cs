using Microsoft.Net.Http.Headers;

namespace Monolith.Roadmaps;

internal static class ResponseHeaders
{
    /// <summary>Names the revision of what follows. Caches may keep it, and ask each time if it is still the one.</summary>
    public static void Describe(this HttpResponse response, Roadmap roadmap)
    {
        var headers = response.GetTypedHeaders();
        headers.ETag = roadmap.ETag();
        headers.CacheControl = new CacheControlHeaderValue
        {
            NoCache = true,
            Private = roadmap.Status is RoadmapStatus.Draft,
        };
    }
}
