using System.ComponentModel.DataAnnotations;

namespace ServiceDefaults;

/// <summary>
/// An absolute http or https URL: any other scheme, such as javascript, could run in a reader's page.
/// </summary>
public sealed class WebAddressAttribute : ValidationAttribute
{
    private const int MostCharacters = 2_000;

    public WebAddressAttribute() : base(
        $"Must be an absolute http or https URL of at most {MostCharacters} characters.")
    {
    }

    // Uri trims and repairs what browsers read differently, so the text itself must be plain.
    public override bool IsValid(object? value) => value is string { Length: <= MostCharacters } text
        && !text.Any(character => char.IsWhiteSpace(character) || char.IsControl(character) || character is '\\')
        && (text.StartsWith("http://", StringComparison.OrdinalIgnoreCase)
            || text.StartsWith("https://", StringComparison.OrdinalIgnoreCase))
        && Uri.TryCreate(text, UriKind.Absolute, out _);
}
