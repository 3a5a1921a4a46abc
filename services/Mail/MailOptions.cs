using System.ComponentModel.DataAnnotations;
using MimeKit;

namespace Mail;

/// <summary>How mail leaves (section <c>Mail</c>): by SMTP, or into a folder, or not at all.</summary>
public sealed record MailOptions : IValidatableObject
{
    /// <summary>
    /// <c>smtp://host:port</c>, with <c>user:password@</c> before the host if it asks; <c>smtps</c> for TLS.
    /// </summary>
    public Uri? Smtp { get; init; }

    /// <summary>Where mail is written as .eml files while there is no <see cref="Smtp"/>.</summary>
    public string? PickupFolder { get; init; }

    [Required]
    public string From { get; init; } = "Learning site <notifications@learning-site.example>";

    /// <summary>The way that these name, or null.</summary>
    public IMailer? Mailer() => this switch
    {
        { Smtp: { } server } => new SmtpMailer(server),
        { PickupFolder: { Length: > 0 } folder } => new PickupFolder(folder),
        _ => null,
    };

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Smtp is not (null or { IsAbsoluteUri: true, Scheme: "smtp" or "smtps", Host.Length: > 0 }))
        {
            yield return new("Mail:Smtp must be smtp://host:port or smtps://host:port.", [nameof(Smtp)]);
        }

        if (!MailboxAddress.TryParse(From, out var from) || string.IsNullOrEmpty(from.Domain))
        {
            yield return new("Mail:From must be an e-mail address, with or without a name.", [nameof(From)]);
        }
    }
}
