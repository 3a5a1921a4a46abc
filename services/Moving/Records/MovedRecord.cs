using System.Text.Json;

namespace Moving.Records;

/// <summary>A record on its way to the other side, whole: stored twice, it is there once.</summary>
/// <param name="Kind">Such as <c>enrollment</c>; says which record of this namespace the data is.</param>
/// <param name="Data">The record as JSON with web defaults: camelCase, times in UTC to their full precision.</param>
public record MovedRecord(string Kind, JsonElement Data)
{
    public static MovedRecord Of<T>(string kind, T data) =>
        new(kind, JsonSerializer.SerializeToElement(data, JsonSerializerOptions.Web));

    public T Read<T>() => Data.Deserialize<T>(JsonSerializerOptions.Web)
        ?? throw new JsonException($"A {Kind} without content.");
}

/// <summary>Some of a module's records; the next page starts behind <paramref name="Next"/>, null at the end.</summary>
public record SnapshotPage(IReadOnlyList<MovedRecord> Records, string? Next);

/// <summary>The present state of what changed up to a position; <paramref name="More"/> if that isn't all.</summary>
public record ChangesPage(IReadOnlyList<MovedRecord> Records, long Position, bool More);

/// <summary>Records to be stored, and how far the filling has come with them.</summary>
public record RecordsPage(
    string Tracking, string? Cursor, bool Complete, long Position, IReadOnlyList<MovedRecord> Records);
