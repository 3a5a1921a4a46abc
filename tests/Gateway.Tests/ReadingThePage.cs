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
