namespace Monolith.Followers;

/// <summary>The newest revision of a roadmap that was heard of.</summary>
public class KnownRoadmap
{
    public required string Slug { get; init; }

    public string Title { get; set; } = "";

    public int Revision { get; set; }

    public DateTime PublishedAt { get; set; }
}
