namespace Gateway.Moving;

/// <summary>Makes reads again at both sides, and says which are answered differently.</summary>
public sealed class Comparison(SideClient giver, SideClient receiver, Transfer transfer)
{
    private const int AtOnce = 8;

    /// <summary>Reads that both sides answer while the giver is in use.</summary>
    /// <returns>
    /// Those that differ although the giver's answer stayed the same while the receiver caught up, and those whose
    /// answer changes too fast to tell.
    /// </returns>
    public async Task<(IReadOnlyList<ShadowRead> Different, IReadOnlyList<ShadowRead> Unclear)> WhileInUse(
        IReadOnlyList<ShadowRead> reads, CancellationToken cancellation)
    {
        var before = await Answers(giver, reads, cancellation);
        await transfer.CatchUp(cancellation);
        var there = await Answers(receiver, reads, cancellation);
        var after = await Answers(giver, reads, cancellation);

        var unlike = Enumerable.Range(0, reads.Count)
            .Where(read => !there[read].IsLike(before[read]) && !there[read].IsLike(after[read]))
            .ToLookup(read => before[read].IsLike(after[read]), read => reads[read]);

        return ([.. unlike[true]], [.. unlike[false]]);
    }

    /// <summary>Reads that differ, when neither side changes any more.</summary>
    public async Task<IReadOnlyList<ShadowRead>> AtRest(
        IReadOnlyList<ShadowRead> reads, CancellationToken cancellation)
    {
        var here = await Answers(giver, reads, cancellation);
        var there = await Answers(receiver, reads, cancellation);

        return [.. reads.Where((_, read) => !here[read].IsLike(there[read]))];
    }

    private static async Task<ShadowAnswer[]> Answers(
        SideClient side, IReadOnlyList<ShadowRead> reads, CancellationToken cancellation)
    {
        var answers = new ShadowAnswer[reads.Count];
        await Parallel.ForAsync(
            0,
            reads.Count,
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellation },
            async (read, stop) => answers[read] = await side.Read(reads[read], stop));

        return answers;
    }
}
