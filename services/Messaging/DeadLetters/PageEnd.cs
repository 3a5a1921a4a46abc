using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using ServiceDefaults;

namespace Messaging.DeadLetters;

/// <summary>Where a page of dead letters ends.</summary>
public sealed record PageEnd(DateTime FailedAt, Guid Id)
{
    public static string CursorAfter(DeadLetterItem last) =>
        Cursor.Of(last.FailedAt.ToString("O", CultureInfo.InvariantCulture), last.Id.ToString());

    public static bool TryParse(string cursor, [NotNullWhen(true)] out PageEnd? end)
    {
        end = Cursor.TryParse(cursor, 2, out var keys)
            && DateTime.TryParseExact(
                keys[0], "O", CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out var failedAt)
            && Guid.TryParse(keys[1], out var id) ? new(failedAt, id) : null;
        return end is not null;
    }
}
