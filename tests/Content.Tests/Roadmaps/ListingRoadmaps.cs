using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace Content.Tests.Roadmaps;

[Collection(nameof(ContentService))]
public class ListingRoadmaps(ContentUnderTest content)
{
    // A word and a tag that only this test's roadmaps have.
    private readonly string mark = $"m{Guid.NewGuid():n}";

    [Fact]
    public async Task Pages_follow_each_other_in_order_of_slug()
    {
        foreach (var letter in "dbeac")
        {
            await Publish($"{mark}-{letter}");
        }

        List<string> seen = [];
        List<int> sizes = [];
        string? after = null;
        do
        {
            var page = await List($"tag={mark}&limit=2{(after is null ? "" : $"&after={after}")}");
            seen.AddRange(Slugs(page));
            sizes.Add(Slugs(page).Count);
            after = (string?)page["next"];
        }
        while (after is not null);

        Assert.Equal([$"{mark}-a", $"{mark}-b", $"{mark}-c", $"{mark}-d", $"{mark}-e"], seen);
        Assert.Equal([2, 2, 1], sizes);
    }

    [Fact]
    public async Task An_item_sums_up_its_roadmap()
    {
        await Publish(mark, title: "Sums", lessons: ["one", "two", "three"]);

        var item = Assert.Single((await List($"tag={mark}"))["items"]!.AsArray())!.AsObject();

        Assert.Equal(
            ["slug", "title", "summary", "tags", "status", "revision", "lessonCount", "minutes"],
            item.Select(field => field.Key));
        Assert.Equal(3, (int?)item["lessonCount"]);
        Assert.Equal(30, (int?)item["minutes"]);
        Assert.Equal(2, (int?)item["revision"]);
        Assert.Equal("published", (string?)item["status"]);
    }

    [Fact]
    public async Task Drafts_are_listed_for_authors_alone()
    {
        await content.Author.PutAsJsonAsync($"/api/roadmaps/{mark}", Text());

        Assert.Empty(Slugs(await List($"tag={mark}")));
        Assert.Equal([mark], Slugs(await List($"tag={mark}", content.Author)));
    }

    [Fact]
    public async Task What_is_retired_is_listed_for_nobody()
    {
        await Publish(mark);
        (await content.Author.PostAsync($"/api/roadmaps/{mark}/retire", null)).EnsureSuccessStatusCode();

        Assert.Empty(Slugs(await List($"tag={mark}")));
        Assert.Empty(Slugs(await List($"tag={mark}", content.Author)));
    }

    [Theory]
    [InlineData("prog", true)]
    [InlineData("PROGRAMMING", true)]
    [InlineData("net   prog", true)]
    [InlineData("ünï", true)]
    [InlineData("Σίγμα", true)]
    [InlineData("ΟΔΟΣ", true)]
    [InlineData("οδοσ", true)]
    [InlineData("u\u0308ni\u0308", true)]
    [InlineData("STRASSE", true)]
    [InlineData("straß", true)]
    [InlineData("cafe\u0301", true)]
    [InlineData("CAFÉ", true)]
    [InlineData("http", true)]
    [InlineData("", true)]
    [InlineData("ogramming", false)]
    [InlineData("prog missing", false)]
    [InlineData("programmings", false)]
    [InlineData(" ", false)]
    [InlineData("!?.*", false)]
    [InlineData("pr.*g", false)]
    public async Task Every_word_must_begin_a_word(string search, bool found)
    {
        await Publish(
            mark, title: "Programming for the .NET", summary: "ÜNÏCODE and σίγμα, οδος, Straße, cafe\u0301, 100%");

        var slugs = Slugs(await List($"tag={mark}&search={Uri.EscapeDataString(search)}"));

        Assert.Equal(found ? [mark] : [], slugs);
    }

    [Fact]
    public async Task One_may_search_for_ten_words()
    {
        await Publish(mark, title: "One two three four five six seven eight nine ten");
        const string Ten = "on tw th fo fi si se ei ni te";

        Assert.Equal([mark], Slugs(await List($"tag={mark}&search={Uri.EscapeDataString($"{Ten} TE on")}")));
        var refused = await content.Anonymous().GetAsync($"/api/roadmaps?search={Uri.EscapeDataString($"{Ten} el")}");
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.NotNull((await refused.Json())["errors"]!["search"]);
    }

    [Fact]
    public async Task A_revision_is_found_by_its_own_words_and_not_by_the_former()
    {
        await Publish(mark, title: "Former");
        await content.Replace(mark, Text(title: "Newest"));

        Assert.Empty(Slugs(await List($"tag={mark}&search=former")));
        Assert.Equal([mark], Slugs(await List($"tag={mark}&search=newest")));
    }

    private JsonObject Text(string title = "A course", string summary = "", string[]? lessons = null)
    {
        var text = Course.Text(title, summary, lessons);
        text["tags"] = new JsonArray("http-api", mark);
        return text;
    }

    private async Task Publish(string slug, string title = "A course", string summary = "", string[]? lessons = null)
    {
        var text = Text(title, summary, lessons);
        (await content.Author.PutAsJsonAsync($"/api/roadmaps/{slug}", text)).EnsureSuccessStatusCode();
        (await content.Author.PostAsync($"/api/roadmaps/{slug}/publish", null)).EnsureSuccessStatusCode();
    }

    private async Task<JsonObject> List(string query, HttpClient? caller = null) =>
        (await (caller ?? content.Anonymous()).GetFromJsonAsync<JsonObject>($"/api/roadmaps?{query}"))!;

    private static List<string> Slugs(JsonObject page) =>
        [.. page["items"]!.AsArray().Select(item => (string)item!["slug"]!)];
}
