using System.Text;
using MimeKit;

namespace Mail;

/// <summary>
/// An e-mail, stored in one transaction with the notification that it repeats; sent later, at least once.
/// </summary>
public class Email
{
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(5);

    /// <summary>Its Message-ID, too: whoever gets it twice can tell.</summary>
    public required Guid NotificationId { get; init; }

    public required string To { get; init; }

    public required string Subject { get; init; }

    public required string Body { get; init; }

    public int Attempts { get; private set; }

    public DateTime NextAttemptAt { get; private set; }

    public DateTime? SentAt { get; private set; }

    public static Email Of(Guid notificationId, string text, string address) => new()
    {
        NotificationId = notificationId,
        To = address,
        Subject = text,
        Body = $"""
            {text}

            Your notification preferences name this address; you can change them at any time.
            """,
    };

    /// <summary>Takes it for one attempt: nobody else tries until <paramref name="limit"/>.</summary>
    public void Claim(DateTime limit) => (Attempts, NextAttemptAt) = (Attempts + 1, limit);

    /// <summary>
    /// Puts the next attempt off: 1 s after the first, then twice as long each time, up to 5 minutes.
    /// </summary>
    public void Failed(DateTime now)
    {
        var pause = TimeSpan.FromSeconds(Math.Pow(2, Math.Min(Attempts - 1, 10)));
        NextAttemptAt = now + (pause < LongestPause ? pause : LongestPause);
    }

    public void Sent(DateTime now) => SentAt = now;

    public MimeMessage ToMessage(MailboxAddress from)
    {
        var message = new MimeMessage
        {
            MessageId = $"{NotificationId}@{from.Domain}",
            From = { from },
            To = { new MailboxAddress(name: null, To) },
            Subject = Subject,
            Body = new TextPart("plain") { Text = Body },
        };
        if (Subject.Contains("=?", StringComparison.Ordinal))
        {
            // Else a title that looks like an encoded word (RFC 2047, section 2) would be read as what it encodes.
            message.Headers[HeaderId.Subject] = Encoded(Subject);
        }

        return message;
    }

    // Of at most 44 bytes each, since an encoded word has at most 75 characters.
    private static string Encoded(string text) => string.Join(' ', text.EnumerateRunes().Chunk(11)
        .Select(runes => $"=?utf-8?b?{Convert.ToBase64String(Encoding.UTF8.GetBytes(string.Concat(runes)))}?="));
}
