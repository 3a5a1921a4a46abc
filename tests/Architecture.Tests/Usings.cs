using System.Text.RegularExpressions;

namespace Architecture.Tests;

/// <summary>The order of usings, which neither the build nor `dotnet format whitespace` looks at.</summary>
public partial class Usings
{
    private static readonly string[] Folders = ["services", "gateway", "monolith", "stack", "tests", "bench"];

    [Fact]
    public void Usings_are_in_order_with_those_of_the_system_first()
    {
        var files = Folders
            .SelectMany(folder => Directory.EnumerateFiles(
                Path.Combine(References.Root.FullName, folder), "*.cs", SearchOption.AllDirectories))
            .ToList();

        Assert.NotEmpty(files);
        Assert.All(files, file => Assert.Equal(Sorted(NamespacesOf(file)), NamespacesOf(file)));
    }

    private static IEnumerable<string> Sorted(IEnumerable<string> namespaces) => namespaces
        .OrderBy(name => name is not "System" && !name.StartsWith("System.", StringComparison.Ordinal))
        .ThenBy(name => name, StringComparer.OrdinalIgnoreCase);

    private static IEnumerable<string> NamespacesOf(string file) =>
        Using().Matches(File.ReadAllText(file)).Select(match => match.Groups[1].Value);

    [GeneratedRegex(@"^using ([\w.]+);", RegexOptions.Multiline)]
    private static partial Regex Using();
}
