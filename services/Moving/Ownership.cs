namespace Moving;

/// <summary>
/// Whether this side owns a module, as of an epoch. Each side stores its own; the higher epoch speaks, and where that
/// one doesn't own, the other side is the owner-elect.
/// </summary>
public sealed record Ownership(int Epoch, bool Owns);
