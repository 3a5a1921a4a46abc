using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace ServiceDefaults;

/// <summary>
/// The place where a page ended, as an opaque text. It holds the values that the list is ordered by, not a row's
/// number, so that it stays true while rows come and go and when the list moves to another store.
/// </summary>
public static class Cursor
{
    /// <summary>The cursor behind an item with these sort keys.</summary>
    public static string Of(params string[] keys) =>
        Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(keys));

    /// <summary>Reads the keys back; false for what <see cref="Of"/> doesn't make of that many keys.</summary>
    public static bool TryParse(string text, int count, [NotNullWhen(true)] out string[]? keys)
    {
        keys = null;

        try
        {
            keys = JsonSerializer.Deserialize<string[]>(Base64Url.DecodeFromChars(text));
        }
        catch (Exception error) when (error is FormatException or JsonException)
        {
            // A caller made it up: the answer below says so.
        }

        return keys?.Length == count && !keys.Contains(null);
    }
}
