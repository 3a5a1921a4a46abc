using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace ServiceDefaults;

/// <summary>Where a page ended of a list that has the newest first.</summary>
public sealed record TimeCursor(DateTime Time, Guid Id)
{
    /// <summary>Reads a cursor of such a list; false for any other text.</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out TimeCursor? cursor)
    {
        cursor = Cursor.KeysOf(text) is [{ } when, { } which]
            && DateTime.TryParseExact(
                when, "O", CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out var time)
            && Guid.TryParse(which, out var id) ? new(time, id) : null;
        return cursor is not null;
    }

    public override string ToString() => Cursor.Of(Time.ToString("O", CultureInfo.InvariantCulture), Id.ToString());
}
