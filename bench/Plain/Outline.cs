namespace Bench.Plain;

/// <summary>A roadmap as progress knows it, with the columns that the service's own table has.</summary>
public class Outline
{
    public required string Roadmap { get; init; }

    public required string Title { get; init; }

    public int Revision { get; init; }

    public bool IsRetired { get; init; }

    public int StandingRevision { get; init; }

    public IReadOnlyList<Lesson> Lessons { get; init; } = [];
}

public record Lesson(string Slug, string Title);
