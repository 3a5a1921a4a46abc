using System.Runtime.InteropServices;
using Moving.Records;

namespace Moving.Tables;

/// <summary>Pages are counted in bytes, too: five hundred short rows are one, and ten long ones.</summary>
internal static class PageLength
{
    // With the rows that are read at once on top of it, still far below what the other side takes.
    private const long Enough = 4 * 1024 * 1024;

    public static bool AreEnough(this IEnumerable<MovedRecord> records) =>
        records.Sum(record => (long)JsonMarshal.GetRawUtf8Value(record.Data).Length) >= Enough;
}
