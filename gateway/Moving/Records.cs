using System.Text.Json.Nodes;

namespace Gateway.Moving;

/// <summary>What one side says of a module: whether it owns it, since which epoch, and how far it has been filled.</summary>
public sealed record SideStatus(long Epoch, bool Owns, string? Tracking, Filling? Filled);

/// <summary>How far the receiver has been filled from the giver's log with that id.</summary>
public sealed record Filling(string Tracking, string? Cursor, bool Complete, long Position);

/// <summary>The giver's log of changed keys, and where it stands.</summary>
public sealed record Tracked(string Tracking, long Position);

/// <summary>A page of everything. The gateway passes records on and doesn't look into them.</summary>
public sealed record SnapshotPage(JsonArray Records, string? Next);

/// <summary>The present state of what changed.</summary>
public sealed record ChangesPage(JsonArray Records, long Position, bool More);
