using System.Text;
using System.Text.Json.Nodes;
using System.Text.Unicode;

namespace Messaging.DeadLetters;

/// <summary>A dead letter in a list: without body and headers, which may be large.</summary>
public record DeadLetterItem(Guid Id, string Queue, string Event, string Error, int Attempts, DateTime FailedAt)
{
    public static DeadLetterItem Of(DeadLetter letter) =>
        new(letter.Id, letter.Queue, letter.Event, letter.Error, letter.Attempts, letter.FailedAt);
}

/// <summary>A page of letters, newest failure first, and the cursor of the next page; null at the end.</summary>
public record DeadLetterList(IReadOnlyList<DeadLetterItem> Items, string? Next);

/// <summary>A dead letter whole. Its body is the text; of bytes that are none, a data URL (RFC 2397).</summary>
public record DeadLetterView(
    Guid Id, string Queue, string Event, string Error, int Attempts, DateTime FailedAt, string Body, JsonNode Headers,
    DeadLetterState State, IReadOnlyList<AuditView> Audit)
{
    public static DeadLetterView Of(DeadLetter letter) => new(
        letter.Id, letter.Queue, letter.Event, letter.Error, letter.Attempts, letter.FailedAt,
        Utf8.IsValid(letter.Body)
            ? Encoding.UTF8.GetString(letter.Body)
            : $"data:application/octet-stream;base64,{Convert.ToBase64String(letter.Body)}",
        FailedHeaders.Shown(letter.Headers),
        letter.State,
        [.. letter.Audit.Select(entry => new AuditView(entry.What, entry.Who, entry.When, entry.Reason))]);
}

/// <summary>What an operator did with a letter, and when (UTC).</summary>
public record AuditView(DeadLetterState What, string Who, DateTime When, string? Reason);

/// <summary>How many letters were replayed; those too old for it stay.</summary>
public record ReplayedLetters(int Replayed);
