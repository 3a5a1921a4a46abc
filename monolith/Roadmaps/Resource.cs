using System.Text.Json.Serialization;
using ServiceDefaults;

namespace Monolith.Roadmaps;

/// <summary>Something to read elsewhere.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public class Resource
{
    [PlainText(1, 200)]
    public required string Title { get; init; }

    [WebAddress]
    public required string Url { get; init; }

    internal string Roadmap { get; set; } = "";

    internal string Lesson { get; set; } = "";

    internal int Position { get; set; }
}
