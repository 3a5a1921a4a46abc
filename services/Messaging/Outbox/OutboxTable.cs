using Messaging.Storage;
using Microsoft.EntityFrameworkCore;

namespace Messaging.Outbox;

/// <summary>The outbox as a table in the service's own database.</summary>
public class OutboxTable<TDb>(IDbContextFactory<TDb> databases, Writer<TDb> writer, LeaseTable<TDb> leases) : IOutbox
    where TDb : DbContext
{
    private const string Lease = "relay";

    public async Task<IReadOnlyList<OutboxMessage>> Pending(int limit, CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        return await db.Set<OutboxMessage>().AsNoTracking()
            .OrderBy(message => message.Sequence).Take(limit).AsAsyncEnumerable().TakeBatch(cancellation);
    }

    public Task Forget(IReadOnlyCollection<OutboxMessage> sent, CancellationToken cancellation)
    {
        var sequences = sent.Select(message => message.Sequence).ToList();
        return writer.Run(
            db => db.Set<OutboxMessage>().Where(message => sequences.Contains(message.Sequence))
                .ExecuteDeleteAsync(CancellationToken.None),
            cancellation);
    }

    public Task<bool> HoldLease(CancellationToken cancellation) => leases.Hold(Lease, cancellation);

    public Task ReleaseLease() => leases.Release(Lease);
}
