namespace Acceptance.Roadmaps;

public class ShippedCatalogue(Site site)
{
    private const string Slug = "backend-developer";

    [Fact]
    public async Task Backend_developer_is_published_with_8_stages_and_40_lessons()
    {
        var roadmap = await site.Anyone.Roadmap(Slug);

        Assert.Equal("published", roadmap.Status);
        Assert.True(roadmap.Stages.Length >= 8, $"{roadmap.Stages.Length} stages");
        Assert.True(roadmap.Lessons.Count() >= 40, $"{roadmap.Lessons.Count()} lessons");
    }

    [Fact]
    public async Task Every_lesson_is_a_text_of_200_words_or_more()
    {
        var roadmap = await site.Anyone.Roadmap(Slug);

        Assert.Empty(roadmap.Lessons.Where(lesson => Words(lesson.Body) < 200).Select(lesson => lesson.Slug));
    }

    [Fact]
    public async Task Every_stage_has_something_to_do_and_to_read_on()
    {
        var roadmap = await site.Anyone.Roadmap(Slug);

        Assert.All(
            roadmap.Stages, stage => Assert.Contains(stage.Lessons, lesson => lesson.Kind is "exercise" or "project"));
        Assert.All(roadmap.Stages, stage => Assert.Contains(stage.Lessons, lesson => lesson.Resources.Length > 0));
    }

    private static int Words(string text) => text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Length;
}
