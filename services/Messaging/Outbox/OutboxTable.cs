using Messaging.Storage;
using Microsoft.EntityFrameworkCore;

namespace Messaging.Outbox;

/// <summary>The outbox as a table in the service's own database.</summary>
public class OutboxTable<TDb>(IDbContextFactory<TDb> databases, Writer<TDb> writer, LeaseTable<TDb> leases) : IOutbox
    where TDb : MessagingDb
{
    private const string Lease = "relay";

    public async Task<IReadOnlyList<OutboxMessage>> Pending(int limit, CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        return await db.Outbox.AsNoTracking()
            .OrderBy(message => message.Sequence).Take(limit).AsAsyncEnumerable().TakeBatch(cancellation);
    }

    public Task Forget(IReadOnlyCollection<OutboxMessage> confirmed, CancellationToken cancellation)
    {
        var sequences = confirmed.Select(message => message.Sequence).ToList();
        return writer.Run(
            db => db.Outbox.Where(message => sequences.Contains(message.Sequence)).ExecuteDeleteAsync(CancellationToken.None),
            cancellation);
    }

    public Task<bool> HoldLease(CancellationToken cancellation) => leases.Hold(Lease, cancellation);

    public Task ReleaseLease() => leases.Release(Lease);
}
