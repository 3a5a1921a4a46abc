using System.Text.Json.Serialization;
using ServiceDefaults;

namespace Content.Roadmaps;

/// <summary>Something to read elsewhere.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public record Resource
{
    [PlainText(1, 200)]
    public required string Title { get; init; }

    [WebAddress]
    public required string Url { get; init; }
}
