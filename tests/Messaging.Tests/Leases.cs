using Messaging.Storage;

namespace Messaging.Tests;

public class Leases
{
    [Fact]
    public async Task One_replica_holds_a_lease_until_it_gives_it_back()
    {
        await using var ledger = await Ledger.Open();
        var (one, other) = (ledger.LeasesOfAReplica(), ledger.LeasesOfAReplica());

        Assert.True(await one.Hold("relay", CancellationToken.None));
        Assert.False(await other.Hold("relay", CancellationToken.None));
        Assert.True(await one.Hold("relay", CancellationToken.None));
        Assert.True(await other.Hold("mail", CancellationToken.None));

        await one.Release("relay");
        Assert.True(await other.Hold("relay", CancellationToken.None));
    }

    [Fact]
    public async Task A_clock_that_is_set_back_gives_no_holder_more_time()
    {
        await using var ledger = await Ledger.Open();
        var dead = new LeaseTable<LedgerDb>(ledger.Writer, new ClockAheadByAnHour());
        Assert.True(await dead.Hold("relay", CancellationToken.None));

        Assert.True(await ledger.LeasesOfAReplica().Hold("relay", CancellationToken.None));
    }

    private sealed class ClockAheadByAnHour : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => base.GetUtcNow().AddHours(1);
    }

    [Fact]
    public async Task A_holder_that_died_is_replaced_after_the_lease_expired()
    {
        await using var ledger = await Ledger.Open();
        var (dead, heir) = (ledger.LeasesOfAReplica(), ledger.LeasesOfAReplica());
        Assert.True(await dead.Hold("relay", CancellationToken.None));

        await Eventually.Is(() => heir.Hold("relay", CancellationToken.None), limit: Lease.Duration * 3);
    }
}
