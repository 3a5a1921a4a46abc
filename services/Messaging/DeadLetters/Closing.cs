using Messaging.Inbox;
using ServiceDefaults;

namespace Messaging.DeadLetters;

/// <summary>What an operator can do with a letter. A refusal is a sentence for the operator, null is done.</summary>
public static class Closing
{
    private const int LettersInOneUnit = 50;

    private const string AlreadyClosed =
        "It was replayed or discarded already; its audit says by whom. It comes back if it fails again.";

    private static readonly string TooOld =
        $"It was sent more than {InboxExtensions.Retention.Days} days ago, which is as long as consumers remember what "
        + "they have handled: its effect might come twice. Discard it, and let its publisher republish if need be.";

    /// <summary>Sends a letter to its queue once more, through the outbox.</summary>
    public static async Task<string?> Replay(
        this IDeadLetters letters, DeadLetter letter, string who, DateTime now, CancellationToken cancellation)
    {
        if (letter.State == DeadLetterState.Waiting && letter.IsOlderThanTheInbox(now))
        {
            return TooOld;
        }

        if (letter.WhyLost() is { } lost)
        {
            return lost;
        }

        var entry = Entry(letter, DeadLetterState.Replayed, who, now);
        return await letters.Close(letter, entry, cancellation) ? null : AlreadyClosed;
    }

    /// <summary>Replays what waits at a service and is not too old; returns how many.</summary>
    public static async Task<int> ReplayAll(
        this IDeadLetters letters, string service, string who, DateTime now, CancellationToken cancellation)
    {
        var replayed = 0;
        IReadOnlyList<DeadLetterItem> unit;
        TimeCursor? end = null;
        do
        {
            // From newest to oldest: one that fails again meanwhile comes back as the newest, and isn't met twice.
            unit = await letters.List(service, DeadLetterState.Waiting, end, LettersInOneUnit, cancellation);
            replayed += (await Task.WhenAll(unit.Select(item => ReplayOne(item.Id)))).Count(done => done);
            end = unit is [.., var last] ? new(last.FailedAt, last.Id) : null;
        }
        while (unit.Count == LettersInOneUnit);

        return replayed;

        async Task<bool> ReplayOne(Guid id) => await letters.Find(id, cancellation) is { } letter
            && await letters.Replay(letter, who, now, cancellation) is null;
    }

    /// <summary>Gives a letter up. <paramref name="reason"/> is kept in its audit.</summary>
    public static async Task<string?> Discard(
        this IDeadLetters letters, DeadLetter letter, string who, string reason, DateTime now,
        CancellationToken cancellation)
    {
        var entry = Entry(letter, DeadLetterState.Discarded, who, now, reason);
        return await letters.Close(letter, entry, cancellation) ? null : AlreadyClosed;
    }

    private static AuditEntry Entry(
        DeadLetter letter, DeadLetterState what, string who, DateTime now, string? reason = null) =>
        new() { DeadLetterId = letter.Id, What = what, Who = who, When = now, Reason = reason };
}
