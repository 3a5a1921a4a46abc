using System.Diagnostics.CodeAnalysis;

namespace ServiceDefaults;

/// <summary>Where a page ended of a list in order of slug.</summary>
public sealed record SlugCursor(string Slug)
{
    /// <summary>Reads a cursor of such a list; false for any other text.</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out SlugCursor? cursor)
    {
        cursor = Cursor.KeysOf(text) is [{ } slug] ? new(slug) : null;
        return cursor is not null;
    }

    public override string ToString() => Cursor.Of(Slug);
}
