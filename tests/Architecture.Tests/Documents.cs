using System.Text.RegularExpressions;

namespace Architecture.Tests;

/// <summary>What the documents say of the files beside them: that they are there, and what stands in them.</summary>
public partial class Documents
{
    private const string Elision = "…";

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
            var source = quote.Groups["file"].Value;
            var lines = TextOf(source).Split('\n', StringSplitOptions.TrimEntries);
            var wanted = quote.Groups["text"].Value.Split('\n', StringSplitOptions.TrimEntries);
            var next = 0;

            foreach (var line in wanted.Where(line => line is not ("" or Elision)))
            {
                var found = Array.IndexOf(lines, line, next);
                Assert.True(found >= 0, $"{source} doesn't have, or not in this place: {line}");
                next = found + 1;
            }
        }
    }

    private static string TextOf(string file) => File.ReadAllText(Path.Combine(References.Root.FullName, file));

    // Without a scheme, and up to an anchor.
    [GeneratedRegex(@"\]\((?!\w+:)(?<target>[^)#\s]+)(#[^)\s]*)?\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"^ *```.*?^ *```", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Fence();

    // A block of code whose first line is a comment with a path.
    [GeneratedRegex(@"^```\w+\n// (?<file>\S+/\S+)\n(?<text>.*?)^```", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Quote();
}
