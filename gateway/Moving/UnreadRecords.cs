using System.Text.Json.Nodes;

namespace Gateway.Moving;

/// <summary>A page of all that a side has. The gateway passes records on and doesn't look into them.</summary>
public sealed record UnreadSnapshot(JsonArray Records, string? Next);

/// <summary>The present state of what changed, passed on in the same way.</summary>
public sealed record UnreadChanges(JsonArray Records, long Position, bool More);
