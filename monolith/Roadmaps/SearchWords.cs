using System.Text.RegularExpressions;

namespace Monolith.Roadmaps;

/// <summary>The words that a roadmap is found by: runs of letters and digits, in lower case.</summary>
public static partial class SearchWords
{
    /// <summary>A roadmap's words, of title, summary and tags, each once.</summary>
    public static IReadOnlyList<string> Of(string title, string summary, IEnumerable<string> tags) =>
        Of(string.Join(' ', [title, summary, .. tags]));

    /// <summary>The words of any text, each once.</summary>
    public static IReadOnlyList<string> Of(string text) =>
        [.. Word().Matches(text).Select(word => word.Value.ToLowerInvariant()).Distinct()];

    [GeneratedRegex(@"[\p{L}\p{M}\p{N}]+")]
    private static partial Regex Word();
}
