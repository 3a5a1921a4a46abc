using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace Content.Tests;

/// <summary>Roadmaps as an author writes them.</summary>
internal static class Course
{
    public static string NewSlug() => $"course-{Guid.NewGuid():n}";

    /// <summary>A body for PUT: one stage, with these lessons of ten minutes each.</summary>
    public static JsonObject Text(string title = "A course", string summary = "", string[]? lessons = null) => new()
    {
        ["title"] = title,
        ["summary"] = summary,
        ["tags"] = new JsonArray("http"),
        ["stages"] = new JsonArray(new JsonObject
        {
            ["title"] = "First stage",
            ["lessons"] = new JsonArray([.. (lessons ?? ["one"]).Select(Lesson)]),
        }),
    };

    public static async Task<JsonObject> Json(this HttpResponseMessage response) =>
        (await response.Content.ReadFromJsonAsync<JsonObject>())!;

    private static JsonObject Lesson(string slug) => new()
    {
        ["slug"] = slug,
        ["title"] = $"Lesson {slug}",
        ["kind"] = "article",
        ["minutes"] = 10,
        ["body"] = "# Heading\n\n\tText.",
        ["resources"] = new JsonArray(new JsonObject { ["title"] = "More", ["url"] = "https://example.org/more" }),
    };
}
