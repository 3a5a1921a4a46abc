using Moving.Records;

namespace Moving;

/// <summary>A module's data as moves need it: tables in SQLite, or documents.</summary>
public interface IModuleStore
{
    /// <summary>What was stored last; null before the first move.</summary>
    Task<Ownership?> ReadOwnership(CancellationToken cancellation);

    /// <summary>Returns once it is durable. Whatever is stored later comes after it.</summary>
    Task StoreOwnership(Ownership ownership);

    /// <summary>Begins to log which records change; if that is on already, nothing happens.</summary>
    Task<Tracked> Track();

    Task Untrack();

    /// <summary>The log that is on, or null.</summary>
    Task<Tracked?> Tracking(CancellationToken cancellation);

    /// <summary>The records behind <paramref name="after"/>, a page's cursor; from the first if null.</summary>
    /// <exception cref="FormatException">No cursor of this module.</exception>
    Task<SnapshotPage> Snapshot(string? after, int limit, CancellationToken cancellation);

    Task<ChangesPage> Changes(long after, int limit, CancellationToken cancellation);

    /// <summary>Stores records over what is there, and how far the filling has come with them.</summary>
    Task Fill(RecordsPage page);

    Task<Filling?> ReadFilling(CancellationToken cancellation);

    /// <summary>How many records there are of each kind.</summary>
    Task<IReadOnlyDictionary<string, long>> Count(CancellationToken cancellation);
}
