using System.Net.Http.Headers;
using System.Net.Http.Json;

namespace Faults.Lab;

/// <summary>The roadmap whose lessons are completed.</summary>
internal static class Course
{
    /// <summary>One more lesson stays open, so that nobody finishes.</summary>
    public static readonly string[] Lessons = [.. Enumerable.Range(1, 20).Select(number => $"lesson-{number}")];

    private const string Slug = "faults";

    /// <summary>Where progress keeps the caller's enrollment.</summary>
    public const string Enrollment = $"/api/enrollments/{Slug}";

    /// <summary>Has content publish it; progress learns of it as of any other.</summary>
    public static async Task Publish(Uri content, string author)
    {
        using var http = new HttpClient { BaseAddress = content };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", author);

        using var put = await http.PutAsJsonAsync($"/api/roadmaps/{Slug}", new
        {
            title = "Faults",
            summary = "",
            tags = Array.Empty<string>(),
            stages = new[] { new { title = "All", lessons = Lessons.Append("open").Select(Lesson) } },
        });
        put.EnsureSuccessStatusCode();

        using var publish = await http.PostAsJsonAsync($"/api/roadmaps/{Slug}/publish", "");
        publish.EnsureSuccessStatusCode();
    }

    // A notification names the title: here it is the slug.
    private static object Lesson(string slug) =>
        new { slug, title = slug, kind = "article", minutes = 1, body = "Text." };
}
