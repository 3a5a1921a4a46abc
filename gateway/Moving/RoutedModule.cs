using System.Diagnostics;

namespace Gateway.Moving;

/// <summary>Where a module can live.</summary>
public enum Side
{
    Monolith,
    Service,
}

/// <summary>A part of the product, which lives at one side and may move to the other while clients call it.</summary>
public sealed class RoutedModule
{
    private volatile Residence residence = new(Side.Monolith, epoch: 0);

    /// <summary>The module of that name; a write of it waits for <paramref name="patience"/> at most.</summary>
    public RoutedModule(string name, TimeSpan patience)
    {
        Name = name;
        Writes = new(patience);
        // Nobody has been asked yet who owns it.
        _ = Writes.Hold();
    }

    /// <summary>Its service's name as well, and that of the service's cluster.</summary>
    public string Name { get; }

    public Residence Residence => residence;

    /// <summary>Whether its owner is known for certain. Until then its writes wait.</summary>
    public bool Settled { get; private set; }

    public HoldingGate Writes { get; }

    public ShadowReads Reads { get; } = new();

    /// <summary>Since when its owner has logged changes for a move that nobody makes; null while it doesn't.</summary>
    public Stopwatch? Abandoned { get; set; }

    /// <summary>Its owner is being replaced: what fails from here on is settled by asking both sides.</summary>
    public void Unsettle() => Settled = false;

    /// <summary>Sends reads where the module seems to live. Writes go on waiting.</summary>
    public void RouteReads(Side owner, long epoch) => Replace(owner, epoch)?.EndStreams();

    /// <summary>Sends everything to its owner, first what has waited.</summary>
    public void Settle(Side owner, long epoch)
    {
        var former = Replace(owner, epoch);
        Settled = true;
        Writes.Open();
        // Their clients resume at the new owner, where they left off.
        former?.EndStreams();
    }

    // The residence that ends hereby, if one does.
    private Residence? Replace(Side owner, long epoch)
    {
        var former = residence;
        residence = former.Owner == owner ? former.Since(epoch) : new(owner, epoch);

        return former.Owner == owner ? null : former;
    }
}
