using Microsoft.EntityFrameworkCore;

namespace Messaging.Storage;

/// <summary>Takes and renews leases in a service's database.</summary>
public class LeaseTable<TDb>(Writer<TDb> writer, TimeProvider clock) where TDb : DbContext
{
    private readonly Guid holder = Guid.NewGuid();

    /// <summary>Takes the lease, or renews it; false while another replica holds it.</summary>
    public Task<bool> Hold(string name, CancellationToken cancellation) => writer.Run(async db =>
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var lease = await db.Set<Lease>().FindAsync([name], CancellationToken.None);

        if (lease is null)
        {
            db.Set<Lease>().Add(new Lease { Name = name, Holder = holder, ExpiresAt = now + Lease.Duration });
            return true;
        }

        // One that lasts longer than any lease was given before the clock was set back.
        if (lease.Holder != holder && lease.ExpiresAt > now && lease.ExpiresAt <= now + Lease.Duration)
        {
            return false;
        }

        // Renewed at half-time: most calls then write nothing.
        var rest = lease.ExpiresAt - now;
        if (lease.Holder != holder || rest < Lease.Duration / 2 || rest > Lease.Duration)
        {
            (lease.Holder, lease.ExpiresAt) = (holder, now + Lease.Duration);
        }

        return true;
    }, cancellation);

    /// <summary>Gives the lease back, so that another replica need not wait until it expires.</summary>
    public Task Release(string name) => writer.Run(async db =>
    {
        if (await db.Set<Lease>().FindAsync([name], CancellationToken.None) is { } lease && lease.Holder == holder)
        {
            db.Set<Lease>().Remove(lease);
        }
    });
}

/// <summary>A job that one replica does at a time: who has it, and until when unless renewed.</summary>
public class Lease
{
    /// <summary>How long a holder that died keeps others waiting.</summary>
    public static readonly TimeSpan Duration = TimeSpan.FromSeconds(3);

    public required string Name { get; init; }

    public required Guid Holder { get; set; }

    public required DateTime ExpiresAt { get; set; }
}
