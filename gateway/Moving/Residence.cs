namespace Gateway.Moving;

/// <summary>Who owns a module, from one move to the next.</summary>
public sealed class Residence
{
    private readonly CancellationTokenSource ended;

    public Residence(Side owner, long epoch)
        : this(owner, epoch, new())
    {
    }

    private Residence(Side owner, long epoch, CancellationTokenSource ended)
    {
        Owner = owner;
        Epoch = epoch;
        this.ended = ended;
    }

    public Side Owner { get; }

    public long Epoch { get; }

    /// <summary>Fires when another owner has taken over.</summary>
    public CancellationToken Ended => ended.Token;

    /// <summary>The same residence, whose epoch is known only now.</summary>
    public Residence Since(long epoch) => new(Owner, epoch, ended);

    public void EndStreams() => ended.Cancel();
}
