namespace Messaging.Storage;

/// <summary>A job that one replica does at a time: who has it, and until when unless renewed.</summary>
public class Lease
{
    /// <summary>How long a holder that died keeps others waiting.</summary>
    public static readonly TimeSpan Duration = TimeSpan.FromSeconds(3);

    public required string Name { get; init; }

    public required Guid Holder { get; set; }

    public required DateTime ExpiresAt { get; set; }
}
