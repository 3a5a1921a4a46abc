using System.ComponentModel.DataAnnotations;

namespace ServiceDefaults;

/// <summary>
/// Text of <paramref name="minimum"/> to <paramref name="maximum"/> characters, not blank unless the minimum is 0, and
/// without control characters, which no reader sees and many a store, log and terminal trips over.
/// </summary>
public sealed class PlainTextAttribute(int minimum, int maximum) : ValidationAttribute
{
    /// <summary>In UTF-16 code units, as .NET counts.</summary>
    public int Minimum => minimum;

    /// <summary>In UTF-16 code units.</summary>
    public int Maximum => maximum;

    /// <summary>Whether line breaks and tabs are allowed.</summary>
    public bool Lines { get; init; }

    // Null is the business of the type's nullability.
    public override bool IsValid(object? value) => value is not string text
        || (text.Length >= minimum
            && text.Length <= maximum
            && (minimum == 0 || !string.IsNullOrWhiteSpace(text))
            && !text.Any(IsForbidden));

    public override string FormatErrorMessage(string name) =>
        $"Must be {minimum} to {maximum} characters{(minimum > 0 ? ", not blank" : "")}, without control characters.";

    private bool IsForbidden(char character) =>
        char.IsControl(character) && !(Lines && character is '\n' or '\r' or '\t');
}
