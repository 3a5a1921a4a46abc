using ServiceDefaults;

namespace Messaging.DeadLetters;

/// <summary>
/// The desk's letters: a table of the service's own database (<see cref="DeadLetterTable{TDb}"/>), or documents
/// (content on MongoDB).
/// </summary>
public interface IDeadLetters
{
    /// <summary>
    /// Puts a letter on the desk. One that waits there already stays as it is; one that was closed comes back, its
    /// attempts added up, unless this is the very failure that was closed. So taking a message twice is harmless.
    /// </summary>
    Task Take(DeadLetter letter, CancellationToken cancellation);

    /// <summary>
    /// A service's letters in this state, newest failure first, behind <paramref name="after"/> if given.
    /// </summary>
    Task<IReadOnlyList<DeadLetterItem>> List(
        string service, DeadLetterState state, TimeCursor? after, int limit, CancellationToken cancellation);

    /// <summary>A letter in any state, with its audit.</summary>
    Task<DeadLetter?> Find(Guid id, CancellationToken cancellation);

    /// <summary>
    /// Takes a letter off the desk, with the audit's entry, and if it is replayed with the outbox's, in one atomic
    /// write. False, and nothing stored, if it no longer waits.
    /// </summary>
    Task<bool> Close(DeadLetter letter, AuditEntry entry, CancellationToken cancellation);

    /// <summary>
    /// Removes closed letters that failed last before a time, with their audit, at most so many; returns how many. One
    /// whose replay is still to be sent stays.
    /// </summary>
    Task<int> RemoveClosed(DateTime failedBefore, int most, CancellationToken cancellation);
}
