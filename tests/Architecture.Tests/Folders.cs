using System.Text.RegularExpressions;

namespace Architecture.Tests;

/// <summary>
/// Inside Messaging, arrows go one way: what others stand on knows none of them, and can be copied alone.
/// </summary>
public partial class Folders
{
    private static readonly DirectoryInfo Messaging = References.Root.CreateSubdirectory("services/Messaging");

    public static TheoryData<string, string[]> Arrows => new()
    {
        { "Storage", [] },
        { "Outbox", ["Storage"] },
        { "Events", ["Outbox"] },
        { "Inbox", ["Events", "Storage"] },
        { "Broker", [] },
        { "DeadLetters", ["Broker", "Events", "Inbox", "Outbox", "Storage"] },
        // These put the others together.
        { "Database", ["DeadLetters", "Inbox", "Outbox", "Storage"] },
        { "Bus", ["Broker", "Database", "DeadLetters", "Events", "Outbox", "Storage"] },
    };

    [Theory]
    [MemberData(nameof(Arrows))]
    public void A_folder_of_messaging_knows_those_it_stands_on_and_no_other(string folder, string[] known)
    {
        var files = Messaging.CreateSubdirectory(folder).GetFiles("*.cs");
        var used = files.SelectMany(file => Used().Matches(File.ReadAllText(file.FullName)))
            .Select(use => use.Groups[1].Value).Where(name => name != folder).Distinct().Order();

        Assert.NotEmpty(files);
        Assert.Equal(known, used);
    }

    [Fact]
    public void Every_folder_of_messaging_has_its_place() => Assert.Equal(
        Arrows.Select(row => row.Data.Item1).Order(),
        Messaging.GetDirectories().Select(folder => folder.Name).Where(name => name is not ("bin" or "obj")).Order());

    // Storage and outbox are what a reader copies for a transactional outbox with group commit.
    [Fact]
    public void An_outbox_with_group_commit_is_few_files_to_copy()
    {
        FileInfo[] files =
        [
            .. Messaging.CreateSubdirectory("Storage").GetFiles("*.cs"),
            .. Messaging.CreateSubdirectory("Outbox").GetFiles("*.cs"),
        ];
        var lines = files.Sum(file => File.ReadLines(file.FullName).Count());

        TestContext.Current.TestOutputHelper?.WriteLine($"{files.Length} files, {lines} lines");
        Assert.InRange(files.Length, 1, MostFiles);
        Assert.InRange(lines, 1, MostLines);
    }

    private const int MostFiles = 15;
    private const int MostLines = 1160;

    // A using directive, or a name that is written out.
    [GeneratedRegex(@"\bMessaging\.(\w+)")]
    private static partial Regex Used();
}
