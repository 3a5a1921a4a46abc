using System.Text.RegularExpressions;

namespace Architecture.Tests;

/// <summary>
/// A type's name means one thing in all that runs. (Tests and benchmarks build things in other ways.)
/// </summary>
public partial class TypeNames
{
    private const string Monolith = "monolith";

    private static readonly string[] Services = ["services/Content", "services/Progress", "services/Notification"];
    private static readonly string[] Folders = ["services", "gateway", Monolith, "stack"];

    [Fact]
    public void No_name_stands_for_two_types()
    {
        var places = Folders.SelectMany(folder => Directory.EnumerateFiles(
                Path.Combine(References.Root.FullName, folder), "*.cs", SearchOption.AllDirectories))
            .Select(file => Path.GetRelativePath(References.Root.FullName, file).Replace('\\', '/'))
            .Where(file => !file.Contains("/Migrations/", StringComparison.Ordinal))
            .SelectMany(file => NamesIn(file).Select(name => (Name: name, File: file)))
            .ToLookup(declared => declared.Name, declared => declared.File);

        Assert.NotEmpty(places);
        Assert.Empty(places.Where(name => name.Distinct().Count() > 1 && !IsPair([.. name.Distinct()]))
            .Select(name => $"{name.Key}: {string.Join(", ", name.Distinct())}"));
    }

    // The monolith has each rule that a service has, under the same name: the chapters compare them.
    private static bool IsPair(string[] files) => files.Length == 2
        && files.Any(file => IsIn(Monolith, file))
        && files.Any(file => Services.Any(service => IsIn(service, file)));

    private static bool IsIn(string folder, string file) => file.StartsWith($"{folder}/", StringComparison.Ordinal);

    private static IEnumerable<string> NamesIn(string file) => Declaration()
        .Matches(File.ReadAllText(Path.Combine(References.Root.FullName, file)))
        .Select(match => match.Groups["name"].Value);

    // At the beginning of a line, and so not inside another type.
    [GeneratedRegex(
        @"^(?:(?:public|internal|static|sealed|abstract|partial|readonly|unsafe) )*"
        + @"(?:class|interface|enum|struct|record struct|record|delegate \S+) (?<name>\w+)",
        RegexOptions.Multiline)]
    private static partial Regex Declaration();
}
