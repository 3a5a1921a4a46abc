namespace Acceptance;

/// <summary>Names that no other test uses.</summary>
public static class Fresh
{
    public static string Slug(string kind = "roadmap") => $"{kind}-{Word()}";

    public static string Subject() => $"learner-{Word()}";

    /// <summary>A word to search for.</summary>
    public static string Word() => $"x{Guid.NewGuid():n}"[..16];
}
