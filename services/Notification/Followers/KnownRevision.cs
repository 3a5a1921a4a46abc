namespace Notifications.Followers;

/// <summary>A text of a roadmap that was published, and how far its followers have been told.</summary>
public class KnownRevision
{
    public required string Roadmap { get; init; }

    /// <summary>The revision that made this text; it may be published again under a later one.</summary>
    public required int Revision { get; init; }

    public required string Title { get; init; }

    public required DateTime PublishedAt { get; init; }

    /// <summary>The last follower who was told, in the order of their ids; null once all were.</summary>
    public string? ToldUpTo { get; set; } = "";
}
