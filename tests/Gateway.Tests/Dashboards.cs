using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace Gateway.Tests;

public sealed class Dashboards : IAsyncLifetime
{
    private static readonly string[] Parts = ["recommended", "enrollments", "notifications"];

    private readonly GatewayUnderTest gateway = new();

    public async ValueTask InitializeAsync()
    {
        gateway.Content.Answer("/api/roadmaps", Parse("""
            {
              "items": [
                { "slug": "a", "status": "published" },
                { "slug": "b", "status": "published" },
                { "slug": "c", "status": "draft" }
              ]
            }
            """));
        gateway.Progress.Answer("/api/enrollments", Parse("""{"items":[{"roadmap":"a","percent":50}]}"""));
        gateway.Notification.Answer("/api/notifications", Parse("""{"items":[{"id":"1"}],"unreadCount":1}"""));
        await gateway.InitializeAsync();
    }

    public ValueTask DisposeAsync() => gateway.DisposeAsync();

    [Fact]
    public async Task The_dashboard_is_one_answer_from_three_services()
    {
        var learner = await gateway.As("ada", "learner");
        var dashboard = await WholeDashboardOf(learner);

        Assert.Equal("a", (string?)dashboard["enrollments"]![0]!["roadmap"]);
        Assert.Equal(1, (int?)dashboard["notifications"]!["unreadCount"]);
        Assert.Equal(["b"], dashboard["recommended"]!.AsArray().Select(roadmap => (string?)roadmap!["slug"]));
    }

    [Fact]
    public async Task However_many_pages_there_are_it_has_all_enrollments_and_recommends_what_is_behind_them()
    {
        gateway.Content.Answers["/api/roadmaps"] = Paged("slug");
        gateway.Progress.Answers["/api/enrollments"] = Paged("roadmap");
        var learner = await gateway.As("ada", "learner");

        var dashboard = await WholeDashboardOf(learner);

        Assert.Equal(150, dashboard["enrollments"]!.AsArray().Count);
        Assert.Equal(
            ["course-150", "course-151", "course-152", "course-153", "course-154"],
            dashboard["recommended"]!.AsArray().Select(roadmap => (string?)roadmap!["slug"]));
    }

    [Theory]
    [InlineData("content", "recommended")]
    [InlineData("progress", "enrollments")]
    [InlineData("notification", "notifications")]
    public async Task What_is_down_is_named_and_the_rest_still_answers(string service, string part)
    {
        var learner = await gateway.As("ada", "learner");
        await Named(service).Stop();

        var dashboard = await learner.Json("/api/dashboard");

        Assert.Equal([service], dashboard["unavailable"]!.AsArray().Select(name => (string?)name));
        Assert.Null(dashboard[part]);
        Assert.Equal(2, Parts.Count(name => dashboard[name] is not null));
    }

    [Fact]
    public async Task A_service_that_hangs_costs_its_part_alone()
    {
        gateway.Notification.Answers["/api/notifications"] =
            context => Task.Delay(Timeout.Infinite, context.RequestAborted);
        var learner = await gateway.As("ada", "learner");

        var dashboard = await learner.Json("/api/dashboard");

        Assert.Equal(["notification"], dashboard["unavailable"]!.AsArray().Select(name => (string?)name));
    }

    [Fact]
    public async Task Services_see_who_asks()
    {
        string? seen = null;
        gateway.Progress.Answers["/api/enrollments"] = context =>
        {
            seen = context.Request.Headers.Authorization;
            return Task.CompletedTask;
        };
        var learner = await gateway.As("ada", "learner");

        using var answer = await learner.GetAsync("/api/dashboard");

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(learner.DefaultRequestHeaders.Authorization!.ToString(), seen);
    }

    [Fact]
    public async Task A_route_that_moves_takes_its_part_of_the_dashboard_along()
    {
        await using var moved = new GatewayUnderTest
        {
            Settings = { ["ReverseProxy:Routes:enrollments:ClusterId"] = "content" },
        };
        await moved.InitializeAsync();
        moved.Content.Answer("/api/enrollments", Parse("""{"items":[{"roadmap":"here"}]}"""));
        var learner = await moved.As("ada", "learner");

        var dashboard = await learner.Json("/api/dashboard");

        Assert.Equal("here", (string?)dashboard["enrollments"]![0]!["roadmap"]);
    }

    // Courses, in order: 150 enrollments, 250 roadmaps.
    private static RequestDelegate Paged(string name) => context =>
    {
        var after = context.Request.Query["after"].FirstOrDefault() ?? "0";
        var first = int.Parse(after, CultureInfo.InvariantCulture);
        var last = Math.Min(first + 100, name is "slug" ? 250 : 150);
        return context.Response.WriteAsJsonAsync(new JsonObject
        {
            ["items"] = new JsonArray([.. Enumerable.Range(first, last - first).Select(course =>
                new JsonObject { [name] = $"course-{course:000}", ["status"] = "published" })]),
            ["next"] = last == first + 100 ? $"{last}" : null,
        });
    };

    private StandIn Named(string service) => service switch
    {
        "content" => gateway.Content,
        "progress" => gateway.Progress,
        _ => gateway.Notification,
    };

    private static JsonNode Parse(string json) => JsonNode.Parse(json)!;

    // On a busy machine a part may come too late, and is then left out.
    private static Task<JsonNode> WholeDashboardOf(HttpClient learner) => Eventually.Get(
        () => learner.Json("/api/dashboard"), dashboard => dashboard["unavailable"]!.AsArray().Count == 0);
}
