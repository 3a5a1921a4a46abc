using System.Text.RegularExpressions;

namespace Architecture.Tests;

/// <summary>
/// What stands in the monolith and in a service, at the same place and for the chapters to compare: it says the same,
/// but for its namespace, its database and who writes to that, or it is listed here with what sets the two apart.
/// </summary>
public partial class Pairs
{
    private static readonly string[] Services = ["Content", "Progress", "Notification"];

    private static readonly Dictionary<string, string> Apart = new()
    {
        ["Catalogue/CatalogueLoader.cs"] = Document,
        ["Roadmaps/Lesson.cs"] = Document,
        ["Roadmaps/PublicationEndpoints.cs"] = Document,
        ["Roadmaps/Resource.cs"] = Document,
        ["Roadmaps/Roadmap.cs"] = Document,
        ["Roadmaps/RoadmapEndpoints.cs"] = Document,
        ["Roadmaps/RoadmapList.cs"] = Document,
        ["Roadmaps/RoadmapListEndpoint.cs"] = Document,
        ["Roadmaps/Stage.cs"] = Document,
        ["Statistics/StatisticsEndpoint.cs"] = Document,
        ["Enrollments/EnrollmentEndpoints.cs"] = Events,
        ["Enrollments/EnrollmentQueries.cs"] = "One table has two names; what is changed is read by statements here.",
        ["Followers/Announcing.cs"] = Events,
        ["Mail/MailExtensions.cs"] = "A request sends its mail there, a loop here.",
        ["Notifications/Telling.cs"] = Events,
    };

    private const string Document =
        "A roadmap is rows in one database there, and here a document of one of two stores.";
    private const string Events = "Who reacts is called there, and here gets an event.";

    public static TheoryData<string, string> All => [.. Services.SelectMany(service => FilesOf($"services/{service}")
        .Intersect(FilesOf("monolith")).Order().Select(file => (service, file)))];

    [Theory]
    [MemberData(nameof(All))]
    public void They_say_the_same_unless_they_are_listed_with_what_sets_them_apart(string service, string file)
    {
        var (there, here) = (SayingOf("monolith", file), SayingOf($"services/{service}", file));
        if (Apart.ContainsKey(file))
        {
            Assert.NotEqual(there, here);
        }
        else
        {
            Assert.Equal(there, here);
        }
    }

    [Fact]
    public void What_is_listed_stands_in_both() => Assert.Empty(Apart.Keys.Except(All.Select(row => row.Data.Item2)));

    private static IEnumerable<string> FilesOf(string project)
    {
        var root = Path.Combine(References.Root.FullName, project);
        return Directory.EnumerateFiles(root, "*.cs", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(root, file).Replace('\\', '/'))
            .Where(file => file.Contains('/') && !file.Contains("Migrations/") && !file.StartsWith("obj/"));
    }

    private static string SayingOf(string project, string file)
    {
        var text = File.ReadAllText(Path.Combine(References.Root.FullName, project, file));
        text = Surroundings().Replace(text, "");
        text = Database().Replace(text, "Db");
        text = text.Replace("Transactions transactions", "Writer<Db> writer").Replace("transactions.", "writer.");
        return Space().Replace(text, "");
    }

    [GeneratedRegex(@"^(using|namespace) [\w.]+;", RegexOptions.Multiline)]
    private static partial Regex Surroundings();

    [GeneratedRegex(@"\b(Monolith|Content|Progress|Notification)Db\b")]
    private static partial Regex Database();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Space();
}
