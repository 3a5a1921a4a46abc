using System.Text.Json.Serialization;

namespace Acceptance.Roadmaps;

/// <summary>A roadmap as an author sends it.</summary>
public record Draft(string Slug, string Title, string Summary, string[] Tags, Stage[] Stages)
{
    [JsonIgnore]
    public string Path => $"/api/roadmaps/{Slug}";

    /// <summary>A new one: a stage with the given lessons.</summary>
    public static Draft Of(params string[] lessons) =>
        new(Fresh.Slug(), "Learning to test", "What a test is for.", ["testing"], [StageOf(lessons)]);

    /// <summary>The same one with other lessons.</summary>
    public Draft With(params string[] lessons) => this with { Stages = [StageOf(lessons)] };

    private static Stage StageOf(string[] lessons) => new("First steps", [.. lessons.Select(LessonOf)]);

    private static Lesson LessonOf(string slug) => new(
        slug, $"About {slug}", "article", 10, $"# {slug}\n\nA *text*.",
        [new Resource("More", "https://example.org/more")]);
}
