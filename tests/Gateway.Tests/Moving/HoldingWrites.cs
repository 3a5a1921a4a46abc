using Gateway.Moving;

namespace Gateway.Tests.Moving;

public class HoldingWrites
{
    private readonly HoldingGate gate = new(TimeSpan.FromSeconds(30));

    [Fact]
    public async Task A_hold_is_complete_when_the_last_write_has_left()
    {
        await gate.Enter(default);
        await gate.Enter(default);

        var held = gate.Hold();
        gate.Leave();
        Assert.False(held.IsCompleted);
        gate.Leave();

        await held;
    }

    [Fact]
    public async Task Who_comes_while_it_is_held_goes_on_when_it_opens_and_is_counted()
    {
        await gate.Hold();
        var waiting = gate.Enter(default);
        Assert.False(waiting.IsCompleted);

        gate.Open();

        Assert.True(await waiting);
        Assert.False(gate.Hold().IsCompleted);
    }

    [Fact]
    public async Task A_caller_who_goes_away_no_longer_waits()
    {
        using var caller = new CancellationTokenSource();
        await gate.Hold();
        var waiting = gate.Enter(caller.Token);

        await caller.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting.AsTask());
        Assert.True(gate.Hold().IsCompleted);
    }

    [Fact]
    public async Task Of_writes_and_holds_at_once_none_is_overlooked()
    {
        var (inside, seen) = (0, 0);
        var writers = Enumerable.Range(0, 8).Select(_ => Task.Run(async () =>
        {
            for (var write = 0; write < 2_000; write++)
            {
                await gate.Enter(default);
                Interlocked.Increment(ref inside);
                await Task.Yield();
                Interlocked.Decrement(ref inside);
                gate.Leave();
            }
        })).ToList();

        for (var hold = 0; hold < 200; hold++)
        {
            await gate.Hold();
            seen += Volatile.Read(ref inside);
            gate.Open();
        }

        await Task.WhenAll(writers);
        Assert.Equal(0, seen);
    }
}
