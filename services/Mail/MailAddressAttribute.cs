using System.ComponentModel.DataAnnotations;
using MimeKit;

namespace Mail;

/// <summary>One bare mail address of at most 254 characters (RFC 5321, 4.5.3.1.3, less its brackets).</summary>
public sealed class MailAddressAttribute() : ValidationAttribute("Must be one e-mail address, such as ann@example.org.")
{
    private const int Longest = 254;

    private static readonly ParserOptions Strict = new()
    {
        AddressParserComplianceMode = RfcComplianceMode.Strict,
        AllowAddressesWithoutDomain = false,
        AllowUnquotedCommasInAddresses = false,
    };

    // Unlike its text, what was parsed has no comments, quotes, breaks or names that a header could be led astray with.
    public override bool IsValid(object? value) => value is not string text
        || (text.Length <= Longest
            && !text.Any(char.IsControl)
            && MailboxAddress.TryParse(Strict, text, out var mailbox)
            && mailbox.Address == text);
}
