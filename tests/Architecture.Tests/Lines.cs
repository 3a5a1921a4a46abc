namespace Architecture.Tests;

/// <summary>
/// Lines fit a window beside another one. Of a document, tables and what stands in fences may be wider.
/// </summary>
public class Lines
{
    private const int Columns = 120;

    private static readonly string[] Folders =
        ["services", "gateway", "monolith", "stack", "tests", "bench", "docs"];

    [Fact]
    public void Every_line_fits_120_columns()
    {
        var files = Folders
            .SelectMany(folder => References.Root.CreateSubdirectory(folder).GetFiles("*", SearchOption.AllDirectories))
            .Concat(References.Root.GetFiles("*.md"))
            .Where(file => file.Extension is ".cs" or ".js" or ".md" && !file.FullName.Contains("/Migrations/"))
            .ToList();

        Assert.NotEmpty(files);
        Assert.Empty(files.SelectMany(TooLong));
    }

    private static IEnumerable<string> TooLong(FileInfo file)
    {
        var isDocument = file.Extension == ".md";
        var isInFence = false;
        foreach (var (index, line) in File.ReadLines(file.FullName).Index())
        {
            var isFence = isDocument && line.TrimStart().StartsWith("```", StringComparison.Ordinal);
            isInFence ^= isFence;
            if (line.Length > Columns && !isInFence && !(isDocument && line.StartsWith('|')))
            {
                yield return $"{Path.GetRelativePath(References.Root.FullName, file.FullName)}:{index + 1}: {line}";
            }
        }
    }
}
