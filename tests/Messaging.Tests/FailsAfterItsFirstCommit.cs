using Messaging.DeadLetters;
using ServiceDefaults;

namespace Messaging.Tests;

/// <summary>Stores the first letter, and fails before it is acknowledged, as a crash in between would.</summary>
internal sealed class FailsAfterItsFirstCommit(DeadLetterTable<LedgerDb> table) : IDeadLetters
{
    private int taken;

    public int Taken => taken;

    public async Task Take(DeadLetter letter, CancellationToken cancellation)
    {
        await table.Take(letter, cancellation);
        if (Interlocked.Increment(ref taken) == 1)
        {
            throw new IOException("Died.");
        }
    }

    public Task<IReadOnlyList<DeadLetterItem>> List(
        string service, DeadLetterState state, TimeCursor? after, int limit, CancellationToken cancellation) =>
        table.List(service, state, after, limit, cancellation);

    public Task<DeadLetter?> Find(Guid id, CancellationToken cancellation) => table.Find(id, cancellation);

    public Task<bool> Close(DeadLetter letter, AuditEntry entry, CancellationToken cancellation) =>
        table.Close(letter, entry, cancellation);

    public Task<int> RemoveClosed(DateTime failedBefore, int most, CancellationToken cancellation) =>
        table.RemoveClosed(failedBefore, most, cancellation);
}
