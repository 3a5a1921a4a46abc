using System.Text;
using System.Text.RegularExpressions;
using ADRaffy.ENSNormalize;

namespace Catalogue;

/// <summary>The words that a roadmap is found by: runs of letters and digits, whatever their case.</summary>
public static partial class SearchWords
{
    /// <summary>How many words one may search for.</summary>
    public const int MostWanted = 10;

    /// <summary>A roadmap's words, of title, summary and tags, each once.</summary>
    public static IReadOnlyList<string> Of(string title, string summary, IEnumerable<string> tags) =>
        Of(string.Join(' ', [title, summary, .. tags]));

    /// <summary>The words of any text, each once.</summary>
    public static IReadOnlyList<string> Of(string text) =>
        [.. Word().Matches(Fold(text)).Select(word => word.Value).Distinct()];

    // String.Normalize would need ICU, which few bare machines have. By way of the upper case, since a final sigma
    // has that of every other one; sharp s has none of a single letter.
    private static string Fold(string text) => (Ascii.IsValid(text) ? text : ENSNormalize.NF.NFC(text))
        .ToUpperInvariant().ToLowerInvariant().Replace("ß", "ss", StringComparison.Ordinal);

    [GeneratedRegex(@"[\p{L}\p{M}\p{N}]+")]
    private static partial Regex Word();
}
