using System.Text.RegularExpressions;

namespace Architecture.Tests;

/// <summary>What the documents say of the files beside them: that they are there, and what stands in them.</summary>
public partial class Documents
{
    private const string Elision = "…";
    private const StringSplitOptions Trimmed = StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries;

    public static TheoryData<string> All => [.. Directory
        .EnumerateFiles(Path.Combine(References.Root.FullName, "docs"), "*.md", SearchOption.AllDirectories)
        .Append(Path.Combine(References.Root.FullName, "README.md"))
        .Select(file => Path.GetRelativePath(References.Root.FullName, file))
        .Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(All))]
    public void Every_relative_link_leads_to_a_file_or_a_folder(string document)
    {
        var folder = Path.GetDirectoryName(Path.Combine(References.Root.FullName, document))!;
        var missing = Link().Matches(Fence().Replace(TextOf(document), ""))
            .Select(link => link.Groups["target"].Value)
            .Where(target => !Path.Exists(Path.Combine(folder, target)));

        Assert.Empty(missing);
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Every_quote_is_in_the_file_that_its_first_line_names(string document)
    {
        foreach (Match quote in Quote().Matches(TextOf(document)))
        {
            var (source, end) = (quote.Groups["file"].Value, 0);
            var text = Lines(TextOf(source));

            foreach (var passage in quote.Groups["text"].Value.Split(Elision, Trimmed))
            {
                var start = text.IndexOf(Lines(passage), end, StringComparison.Ordinal);
                Assert.True(start >= 0, $"{source} doesn't have, or not in this place: {passage}");
                end = start + Lines(passage).Length - 1;
            }
        }
    }

    // However far they are indented, and whatever is empty between them.
    private static string Lines(string text) => $"\n{string.Join('\n', text.Split('\n', Trimmed))}\n";

    private static string TextOf(string file) => File.ReadAllText(Path.Combine(References.Root.FullName, file));

    // Without a scheme, and up to an anchor.
    [GeneratedRegex(@"\]\((?!\w+:)(?<target>[^)#\s]+)(#[^)\s]*)?\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"^ *```.*?^ *```", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Fence();

    // A block of code whose first line is a comment with a path.
    [GeneratedRegex(
        @"^```\w+\n// (?<file>\S+/\S+)\n(?<text>.*?)^```", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Quote();
}
