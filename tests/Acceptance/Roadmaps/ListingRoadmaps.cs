namespace Acceptance.Roadmaps;

public class ListingRoadmaps(Site site)
{
    [Fact]
    public async Task A_published_roadmap_is_listed_with_its_size()
    {
        var author = await site.Author();
        var draft = await author.Publish(Draft.Of("one", "two") with { Summary = Fresh.Word() });

        var item = Assert.Single((await site.Anyone.List($"search={draft.Summary}")).Items);

        Assert.Equal((draft.Slug, draft.Title, "published"), (item.Slug, item.Title, item.Status));
        Assert.Equal((2, 20), (item.LessonCount, item.Minutes));
        Assert.Equal(draft.Tags, item.Tags);
    }

    [Theory]
    [InlineData("{0}", true)]
    [InlineData("{1}", true)]
    [InlineData("{2}", true)]
    [InlineData("{1} {0}", true)]
    [InlineData("{0} missing", false)]
    public async Task Every_word_must_be_in_title_summary_or_tags(string search, bool found)
    {
        var (title, summary, tag) = (Fresh.Word(), Fresh.Word(), Fresh.Word());
        var author = await site.Author();
        var draft = await author.Publish(
            Draft.Of("one") with { Title = $"All about {title}", Summary = $"It is {summary}.", Tags = [tag] });

        var list = await site.Anyone.List(
            $"search={Uri.EscapeDataString(string.Format(null, search, title, summary, tag))}");

        Assert.Equal(found, list.Items.Any(item => item.Slug == draft.Slug));
    }

    [Fact]
    public async Task A_search_needs_only_the_beginning_of_a_word_and_no_case()
    {
        var word = Fresh.Word();
        var author = await site.Author();
        var draft = await author.Publish(Draft.Of("one") with { Title = $"Of {word}" });

        Assert.Equal(draft.Slug, Assert.Single((await site.Anyone.List($"search={word[..12]}")).Items).Slug);
        Assert.Equal(
            draft.Slug, Assert.Single((await site.Anyone.List($"search={word.ToUpperInvariant()}")).Items).Slug);
        Assert.Empty((await site.Anyone.List($"search={word[1..]}")).Items);
    }

    [Fact]
    public async Task Neither_case_nor_composition_of_letters_matters()
    {
        var word = Fresh.Word();
        var draft = await (await site.Author())
            .Publish(Draft.Of("one") with { Title = $"{word}: Straße, οδος, cafe\u0301" });

        foreach (var search in new[] { "STRASSE", "ΟΔΟΣ", "CAFÉ", "cafe\u0301" })
        {
            var list = await site.Anyone.List($"search={Uri.EscapeDataString($"{word} {search}")}");
            Assert.Equal(draft.Slug, Assert.Single(list.Items).Slug);
        }
    }

    [Fact]
    public async Task A_search_has_ten_words_at_most() =>
        (await site.Anyone.Get("/api/roadmaps?search=a+b+c+d+e+f+g+h+i+j+k")).Names("search");

    [Theory]
    [InlineData("!!!")]
    [InlineData(" ")]
    [InlineData(".*")]
    public async Task A_search_without_a_word_finds_nothing(string search) =>
        Assert.Empty((await site.Anyone.List($"search={Uri.EscapeDataString(search)}")).Items);

    [Fact]
    public async Task An_empty_search_finds_everything() =>
        Assert.NotEmpty((await site.Anyone.List("search=")).Items);

    [Fact]
    public async Task A_tag_selects_those_that_carry_it()
    {
        var tag = Fresh.Word();
        var author = await site.Author();
        var tagged = await author.Publish(Draft.Of("one") with { Tags = ["testing", tag] });

        Assert.Equal(tagged.Slug, Assert.Single((await site.Anyone.List($"tag={tag}")).Items).Slug);
        Assert.Empty((await site.Anyone.List($"tag={tag[..8]}")).Items);
    }

    [Fact]
    public async Task Pages_follow_one_another_in_order_of_slug()
    {
        var tag = Fresh.Word();
        var author = await site.Author();
        foreach (var slug in new[] { $"{tag}-c", $"{tag}-a", $"{tag}-b" })
        {
            await author.Publish(Draft.Of("one") with { Slug = slug, Tags = [tag] });
        }

        var first = await site.Anyone.List($"tag={tag}&limit=2");
        var second = await site.Anyone.List($"tag={tag}&limit=2&after={first.Next}");

        Assert.Equal([$"{tag}-a", $"{tag}-b"], first.Items.Select(item => item.Slug));
        Assert.Equal([$"{tag}-c"], second.Items.Select(item => item.Slug));
        Assert.Null(second.Next);
    }

    [Fact]
    public async Task A_page_that_is_just_full_is_the_last()
    {
        var tag = Fresh.Word();
        var author = await site.Author();
        await author.Publish(Draft.Of("one") with { Tags = [tag] });

        Assert.Null((await site.Anyone.List($"tag={tag}&limit=1")).Next);
    }

    [Theory]
    [InlineData("limit=abc", "limit")]
    [InlineData("limit=", "limit")]
    [InlineData("limit=0", "limit")]
    [InlineData("limit=-1", "limit")]
    [InlineData("limit=101", "limit")]
    [InlineData("limit=99999999999", "limit")]
    [InlineData("after=nonsense", "after")]
    [InlineData("after=%00", "after")]
    public async Task A_bad_parameter_is_refused_by_name(string query, string name) =>
        (await site.Anyone.Get($"/api/roadmaps?{query}")).Names(name);

    [Fact]
    public async Task A_search_may_be_long_but_not_without_end() =>
        (await site.Anyone.Get($"/api/roadmaps?search={new string('x', 5000)}")).Names("search");
}
