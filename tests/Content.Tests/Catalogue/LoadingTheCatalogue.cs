using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Catalogue;
using Contracts;

namespace Content.Tests.Catalogue;

[Collection(nameof(ContentService))]
public sealed class LoadingTheCatalogue(ContentUnderTest content, TestBroker broker) : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("catalogue-");
    private readonly string slug = Course.NewSlug();

    [Fact]
    public async Task The_first_start_publishes_what_the_files_say()
    {
        var published = await content.Bus.Watch<RoadmapPublished>();
        WriteFiles();

        var roadmap = await Start();

        Assert.Equal("published", (string?)roadmap["status"]);
        Assert.Equal("From files", (string?)roadmap["title"]);
        Assert.Equal(["First", "Second"], roadmap["stages"]!.AsArray().Select(stage => (string?)stage!["title"]));
        Assert.Equal("# One\n", (string?)roadmap["stages"]?[0]?["lessons"]?[0]?["body"]);
        var told = await published.First(e => e.Roadmap == slug);
        Assert.Equal(["one", "two"], told.Lessons.Select(lesson => lesson.Lesson));
    }

    [Fact]
    public async Task The_next_start_changes_nothing()
    {
        WriteFiles();
        var first = await Start();

        Assert.True(JsonNode.DeepEquals(first, await Start()));
    }

    [Fact]
    public async Task A_changed_file_becomes_a_revision()
    {
        var published = await content.Bus.Watch<RoadmapPublished>();
        WriteFiles();
        var first = await Start();
        Write("01-first/one.md", "# One, better\n");

        var second = await Start();

        Assert.Equal((int)first["revision"]! + 1, (int)second["revision"]!);
        Assert.Equal("# One, better\n", (string?)second["stages"]?[0]?["lessons"]?[0]?["body"]);
        await published.First(e => e.Roadmap == slug && e.Revision == (int)second["revision"]!);
    }

    [Fact]
    public async Task A_changed_file_leaves_alone_what_an_author_has_edited()
    {
        WriteFiles();
        await Start(async service =>
        {
            var author = service.As("ann", "author");
            author.DefaultRequestHeaders.Add("If-Match", "*");
            await author.PutAsJsonAsync($"/api/roadmaps/{slug}", Course.Text("By an author"));
        });
        Write("01-first/one.md", "# One, better\n");

        Assert.Equal("By an author", (string?)(await Start())["title"]);
    }

    [Fact]
    public async Task A_changed_file_does_not_publish_what_an_author_has_retired()
    {
        WriteFiles();
        await Start(service => service.As("ann", "author").PostAsync($"/api/roadmaps/{slug}/retire", null));
        Write("01-first/one.md", "# One, better\n");

        Assert.Equal("retired", (string?)(await Start())["status"]);
    }

    [Fact]
    public async Task Replicas_that_start_at_once_publish_once()
    {
        var published = await content.Bus.Watch<RoadmapPublished>();
        WriteFiles();

        var roadmaps = await Task.WhenAll(Start(), Start(), Start());

        Assert.All(roadmaps, roadmap => Assert.Equal(2, (int?)roadmap["revision"]));
        await published.First(e => e.Roadmap == slug);
        Assert.Single(published.Ids(e => e.Roadmap == slug).Distinct());
    }

    [Theory]
    [InlineData("roadmap.json", "{", "no JSON object")]
    [InlineData("roadmap.json", "[]", "no JSON object")]
    [InlineData("roadmap.json", """{"slug":"another","title":"T"}""", "'another'")]
    [InlineData("roadmap.json", """{"slug":"SLUG","title":""}""", "Title")]
    [InlineData("roadmap.json", """{"slug":"SLUG","title":"T","colour":"red"}""", "colour")]
    [InlineData(
        "01-first/stage.json", """{"title":"First","lessons":[{"slug":"one","kind":"article","minutes":1}]}""",
        "title")]
    [InlineData(
        "01-first/stage.json",
        """{"title":"First","lessons":[{"slug":"one","title":"One","kind":"video","minutes":1}]}""", "Lessons[0].Kind")]
    [InlineData("01-first/stage.json", """{"title":"First","lessons":null}""", "lessons")]
    [InlineData("01-first/one.md", "bell: \u0007", "Lessons[0].Body", "01-first/stage.json")]
    [InlineData(
        "02-second/stage.json",
        """{"title":"Second","lessons":[{"slug":"three","title":"Three","kind":"article","minutes":1}]}""", "three.md",
        "02-second/three.md")]
    [InlineData("02-second/one.md", "", "slug", "roadmap.json")]
    public async Task A_file_with_a_fault_stops_the_start_and_is_named(
        string file, string text, string fault, string? named = null)
    {
        WriteFiles();
        Write(file, text.Replace("SLUG", slug));
        if (file is "02-second/one.md")
        {
            // A slug that the first stage has, too.
            Write(
                "02-second/stage.json",
                """{"title":"Second","lessons":[{"slug":"one","title":"One","kind":"article","minutes":1}]}""");
        }

        var failure = await Assert.ThrowsAsync<CatalogueException>(() => Start());

        Assert.Contains($"{slug}/{named ?? file}", failure.Message);
        Assert.Contains(fault, failure.Message, StringComparison.OrdinalIgnoreCase);
    }

    public void Dispose() => folder.Delete(recursive: true);

    // Starts the service on the files and reads the roadmap, then stops it again. The database stays.
    private async Task<JsonObject> Start(Func<ContentUnderTest, Task>? use = null)
    {
        await using var service = new ContentWithFiles(broker, folder.FullName);
        await service.InitializeAsync();
        await (use?.Invoke(service) ?? Task.CompletedTask);
        return (await service.Author.GetFromJsonAsync<JsonObject>($"/api/roadmaps/{slug}"))!;
    }

    private void WriteFiles()
    {
        Write("roadmap.json", $$"""{"slug":"{{slug}}","title":"From files","summary":"","tags":["http"]}""");
        Write(
            "01-first/stage.json",
            """{"title":"First","lessons":[{"slug":"one","title":"One","kind":"article","minutes":1}]}""");
        Write("01-first/one.md", "# One\n");
        Write(
            "02-second/stage.json",
            """{"title":"Second","lessons":[{"slug":"two","title":"Two","kind":"project","minutes":2}]}""");
        Write("02-second/two.md", "# Two\n");
    }

    private void Write(string file, string text)
    {
        var path = Path.Combine(folder.FullName, slug, file);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }
}
