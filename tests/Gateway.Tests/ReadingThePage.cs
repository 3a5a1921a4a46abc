using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;

namespace Gateway.Tests;

public class ReadingThePage(GatewayUnderTest gateway) : IClassFixture<GatewayUnderTest>
{
    [Theory]
    [InlineData("%")]
    [InlineData("a/%zz")]
    public async Task An_address_that_is_broken_names_nothing(string place)
    {
        var page = await Chromium.Shows(At(place));

        Assert.Contains("There is nothing here", page, StringComparison.Ordinal);
        Assert.DoesNotContain("aria-busy", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_lesson_that_is_nested_without_end_is_shown_all_the_same()
    {
        gateway.Progress.Answers["/api/enrollments/deep"] = context =>
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return Task.CompletedTask;
        };
        gateway.Content.Answer("/api/roadmaps/deep", RoadmapWith($"{new string('>', 50_000)} at the bottom"));

        var page = await Chromium.Shows(At("deep/lesson"));

        Assert.Contains("at the bottom", page, StringComparison.Ordinal);
        Assert.Equal(8, Regex.Count(page, "<blockquote>"));
    }

    [Fact]
    public async Task The_list_goes_on_through_all_its_pages()
    {
        gateway.Content.Answers["/api/roadmaps"] = context => context.Response.WriteAsJsonAsync(
            context.Request.Query["after"].ToString() switch
            {
                "" => ListOf("first", next: "a&b"),
                "a&b" => ListOf("second", next: "c"),
                _ => ListOf("third", next: null),
            });

        var page = await Chromium.Shows(At(""));

        var titles = Regex.Matches(page, "<h2><a[^>]*>(.*?)</a>").Select(title => title.Groups[1].Value);
        Assert.Equal(["first", "second", "third"], titles);
    }

    private static JsonObject ListOf(string title, string? next) => new()
    {
        ["items"] = new JsonArray(new JsonObject
        {
            ["slug"] = title,
            ["title"] = title,
            ["summary"] = "",
            ["lessonCount"] = 1,
            ["minutes"] = 1,
        }),
        ["next"] = next,
    };

    private string At(string place) => $"{gateway.Anonymous().BaseAddress}#/{place}";

    private static JsonObject RoadmapWith(string body) => new()
    {
        ["title"] = "Deep",
        ["summary"] = "",
        ["stages"] = new JsonArray(new JsonObject
        {
            ["title"] = "One",
            ["lessons"] = new JsonArray(new JsonObject
            {
                ["slug"] = "lesson",
                ["title"] = "Lesson",
                ["kind"] = "article",
                ["minutes"] = 1,
                ["body"] = body,
                ["resources"] = new JsonArray(),
            }),
        }),
    };
}
