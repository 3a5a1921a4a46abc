using System.Buffers.Text;
using System.Text.Json;

namespace ServiceDefaults;

/// <summary>
/// The place where a page ended, as an opaque text. It holds the values that the list is ordered by, not a row's
/// number, so that it stays true while rows come and go and when the list moves to another store. Empty text is no
/// cursor: a client that lost its place is told so, and doesn't begin anew for ever.
/// </summary>
internal static class Cursor
{
    /// <summary>The cursor behind an item with these sort keys.</summary>
    public static string Of(params string[] keys) =>
        Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(keys));

    /// <summary>Reads the keys back; none from what <see cref="Of"/> doesn't make.</summary>
    public static IReadOnlyList<string?> KeysOf(string? text)
    {
        try
        {
            return JsonSerializer.Deserialize<string?[]>(Base64Url.DecodeFromChars(text)) ?? [];
        }
        catch (Exception error) when (error is FormatException or JsonException)
        {
            return [];
        }
    }
}
