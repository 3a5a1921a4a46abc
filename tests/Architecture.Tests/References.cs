using System.Xml.Linq;

namespace Architecture.Tests;

/// <summary>Who may know whom. What a service needs of another reaches it as an event.</summary>
public class References
{
    internal static readonly DirectoryInfo Root = FindRoot();

    private static readonly string[] ForAll = ["Contracts", "Messaging", "Moving", "ServiceDefaults"];

    [Theory]
    [InlineData("services/Content", "Catalogue")]
    [InlineData("services/Progress")]
    [InlineData("services/Notification", "Mail", "Streams")]
    public void A_service_knows_what_is_shared_and_no_other_service(string service, params string[] plumbing) =>
        Assert.Equal(ForAll.Concat(plumbing).Order(), ProjectsOf(service).Order());

    [Fact]
    public void The_gateway_knows_the_defaults_and_no_service() =>
        Assert.Equal(["ServiceDefaults"], ProjectsOf("gateway"));

    [Fact]
    public void The_monolith_knows_what_is_shared_and_no_service() =>
        Assert.Equal(ForAll.Concat(["Catalogue", "Mail", "Streams"]).Order(), ProjectsOf("monolith").Order());

    [Theory]
    [InlineData("services/Catalogue")]
    [InlineData("services/Mail")]
    [InlineData("services/Streams", "Messaging", "ServiceDefaults")]
    public void Plumbing_knows_no_service(string plumbing, params string[] known) =>
        Assert.Equal(known, ProjectsOf(plumbing).Order());

    [Fact]
    public void Messaging_knows_nothing_of_moving_which_stands_on_it()
    {
        Assert.Equal(["Contracts", "ServiceDefaults"], ProjectsOf("services/Messaging").Order());
        Assert.Equal(["Messaging"], ProjectsOf("services/Moving"));
    }

    [Fact]
    public void Contracts_need_nothing_at_all()
    {
        Assert.Empty(ProjectsOf("services/Contracts"));
        Assert.Empty(Included("services/Contracts", "PackageReference"));
    }

    [Fact]
    public void The_solution_holds_every_project()
    {
        var solution = File.ReadAllText(Path.Combine(Root.FullName, "Microservices.sln")).Replace('\\', '/');
        string[] folders = ["services", "gateway", "monolith", "stack", "tests", "bench"];
        var projects = folders
            .SelectMany(folder => Directory.EnumerateFiles(
                Path.Combine(Root.FullName, folder), "*.csproj", SearchOption.AllDirectories))
            .Select(file => Path.GetRelativePath(Root.FullName, file).Replace('\\', '/'));

        Assert.All(projects, project => Assert.Contains($"\"{project}\"", solution));
    }

    private static IEnumerable<string> ProjectsOf(string folder) =>
        Included(folder, "ProjectReference").Select(path => Path.GetFileNameWithoutExtension(path));

    private static IEnumerable<string> Included(string folder, string element)
    {
        var file = Assert.Single(Root.CreateSubdirectory(folder).GetFiles("*.csproj"));
        return XDocument.Load(file.FullName).Descendants(element)
            .Select(reference => reference.Attribute("Include")!.Value);
    }

    private static DirectoryInfo FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Microservices.sln")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException("No Microservices.sln above the tests.");
        }

        return folder;
    }
}
