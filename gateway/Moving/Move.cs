using System.Diagnostics;

namespace Gateway.Moving;

/// <summary>
/// Moves a module from the side that gives it to the side that receives it. Until the release nothing has changed for
/// anyone, and a failure is no harm; from then on there is only forward.
/// </summary>
public sealed class Move(RoutedModule module, SideClient giver, SideClient receiver, StepLog steps, ILogger log)
{
    private const int ReadsARound = 20;
    private const int RoundsUntilDifferent = 3;

    private static readonly TimeSpan Watching = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Round = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan InFlight = TimeSpan.FromSeconds(4);

    private readonly Transfer transfer = new(giver, receiver);
    private readonly List<ShadowRead> unclear = [];
    private readonly Stopwatch held = new();
    private long epoch;

    /// <summary>The whole move. Throws MoveException, or what <paramref name="cancellation"/> asks for.</summary>
    public async Task Run(Side to, CancellationToken cancellation)
    {
        try
        {
            await steps.Do("check", () => Check(cancellation));
            await steps.Do("track", () => transfer.Track(cancellation));
            await steps.Do("fill", () => Fill(cancellation));
            await steps.Do("catch-up", () => CatchUp(cancellation));
            await steps.Do("shadow", () => Shadow(cancellation));
            await steps.Do("hold", () => Hold(cancellation));
            await steps.Do("release", Release);
            await steps.Do("drain", () => CatchUp(default));
            await steps.Do("compare", Compare);
            await steps.Do("take", () => receiver.Take(epoch, default));
            await steps.Do("flip", () => Flip(to));
        }
        finally
        {
            module.Reads.End();
        }
    }

    /// <summary>The rest of a move that was interrupted after the release.</summary>
    public async Task Finish(Side to, long released)
    {
        epoch = released;

        await steps.Do("track", () => transfer.Track(default));
        await steps.Do("fill", () => Fill(default));
        await steps.Do("drain", () => CatchUp(default));
        await steps.Do("take", () => receiver.Take(epoch, default));
        await steps.Do("flip", () => Flip(to));
    }

    private async Task Check(CancellationToken cancellation)
    {
        var giving = await giver.Status(cancellation);
        var receiving = await receiver.Status(cancellation);
        await receiver.CheckReady(cancellation);

        epoch = Math.Max(giving.Epoch, receiving.Epoch) + 1;
    }

    private async Task<StepResult> Fill(CancellationToken cancellation) =>
        new(await transfer.Fill(records => steps.Progress("fill", records), cancellation));

    private async Task<StepResult> CatchUp(CancellationToken cancellation) => new(await transfer.CatchUp(cancellation));

    // Real reads are made again at both sides. What differs is looked at again, since the receiver is a moment behind.
    private async Task<StepResult> Shadow(CancellationToken cancellation)
    {
        var comparison = new Comparison(giver, receiver, transfer);
        var suspects = new Dictionary<ShadowRead, int>();
        var compared = 0;
        module.Reads.Begin();

        for (var clock = Stopwatch.StartNew(); clock.Elapsed < Watching || suspects.Count > 0;)
        {
            await Task.Delay(Round, cancellation);
            var reads = module.Reads.Take(ReadsARound).Union(suspects.Keys).ToList();
            var (different, changing) = await comparison.WhileInUse(reads, cancellation);

            compared += reads.Count - suspects.Count;
            unclear.AddRange(changing);
            suspects = different.ToDictionary(read => read, read => suspects.GetValueOrDefault(read) + 1);

            if (suspects.Where(suspect => suspect.Value == RoundsUntilDifferent).ToList() is { Count: > 0 } found)
            {
                throw await Different([.. found.Select(suspect => suspect.Key)]);
            }
        }

        return new(compared, Detail: unclear.Count > 0 ? $"{unclear.Count} change too fast to tell" : null);
    }

    private async Task<MoveException> Different(IReadOnlyList<ShadowRead> reads)
    {
        Report(reads);
        // The next attempt begins anew: what was filled isn't right.
        await giver.Untrack(default);

        return new($"{receiver.Process} answers {reads.Count} reads otherwise than {giver.Process}, {reads[0].Path} "
            + "for one, so nothing was moved.");
    }

    private async Task Hold(CancellationToken cancellation)
    {
        held.Start();
        try
        {
            await module.Writes.Hold().WaitAsync(InFlight, cancellation);
        }
        catch (Exception error) when (error is TimeoutException or OperationCanceledException)
        {
            module.Writes.Open();
            throw error is TimeoutException ? new MoveException("A write took too long, so nothing was moved.") : error;
        }
    }

    // Whether it took effect is for both sides to say, should no answer come.
    private Task Release()
    {
        module.Unsettle();
        return giver.Release(epoch, default);
    }

    // Neither side changes now.
    private async Task<StepResult> Compare()
    {
        var reads = unclear.TakeLast(ReadsARound).Union(module.Reads.Take(ReadsARound)).ToList();
        var different = await new Comparison(giver, receiver, transfer).AtRest(reads, default);
        Report(different);

        return new(reads.Count, different.Count, different.Count > 0 ? different[0].Path : null);
    }

    private async Task<StepResult> Flip(Side to)
    {
        module.Settle(to, epoch);
        held.Stop();
        await giver.Untrack(default);

        // A move that is finished for somebody else doesn't know since when.
        return new(Detail: held.ElapsedTicks > 0 ? $"writes waited {held.ElapsedMilliseconds} ms at most" : null);
    }

    private void Report(IReadOnlyList<ShadowRead> different)
    {
        foreach (var read in different)
        {
            log.LogWarning(
                "Moving {Module}: {Receiver} answers {Path} otherwise than {Giver}.",
                module.Name, receiver.Process, read.Path, giver.Process);
        }
    }
}
