namespace Moving.Records;

/// <summary>What a side says of a module: whether it owns it, and how far it has come in giving or taking it.</summary>
/// <param name="Module">Such as <c>notification</c>.</param>
/// <param name="Epoch">Counts the moves: of two sides, the one with the higher epoch knows who owns the module.</param>
/// <param name="Owns">Whether this side does.</param>
/// <param name="Tracking">The id under which changes are logged here, or null.</param>
/// <param name="Filled">How far this side was filled by the other one, or null.</param>
/// <param name="Counts">How many records of each kind are here.</param>
public record ModuleState(
    string Module, int Epoch, bool Owns, string? Tracking, Filling? Filled, IReadOnlyDictionary<string, long> Counts);

/// <summary>How far a side was filled, and from which log of changes.</summary>
/// <param name="Tracking">The giver's tracking id: under another one, the filling starts anew.</param>
/// <param name="Cursor">Where the snapshot goes on; null before its first page, and when it is complete.</param>
/// <param name="Complete">Whether the whole snapshot is here.</param>
/// <param name="Position">Up to where the giver's changes are here.</param>
public record Filling(string Tracking, string? Cursor, bool Complete, long Position);

/// <summary>The log of changes that is on, and where it stands.</summary>
public record Tracked(string Tracking, long Position);

/// <summary>Asks a side to give a module up, or to take it, as of this epoch.</summary>
public record Handover(int Epoch);

/// <summary>The module was given up: its last change is at <paramref name="Position"/>.</summary>
public record Released(int Epoch, long Position);
