using System.Net;
using System.Text.Json.Nodes;

namespace Acceptance.Gateway;

public class FrontDoor(Site site)
{
    private static readonly string[] Paths =
    [
        "/api/roadmaps",
        "/api/roadmaps/{roadmap}",
        "/api/roadmaps/{roadmap}/lessons/{lesson}",
        "/api/roadmaps/{roadmap}/publish",
        "/api/roadmaps/{roadmap}/retire",
        "/api/roadmaps/{roadmap}/statistics",
        "/api/enrollments",
        "/api/enrollments/{roadmap}",
        "/api/enrollments/{roadmap}/lessons/{lesson}",
        "/api/notifications",
        "/api/notifications/{id}/read",
        "/api/notifications/read-all",
        "/api/notifications/stream",
        "/api/notifications/preferences",
        "/api/dashboard",
        "/api/session",
    ];

    [Fact]
    public async Task The_page_comes_with_a_content_security_policy()
    {
        var page = (await site.Anyone.Get("/")).Is(HttpStatusCode.OK);

        Assert.Equal("text/html", page.ContentType);
        var policy = Assert.Single(page.Headers.GetValues("Content-Security-Policy"));
        Assert.Contains("default-src", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe-eval", policy, StringComparison.Ordinal);
        Assert.Equal("nosniff", Assert.Single(page.Headers.GetValues("X-Content-Type-Options")));
    }

    [Fact]
    public async Task One_OpenAPI_document_has_every_path()
    {
        var document = JsonNode.Parse((await site.Anyone.Get("/openapi/v1.json")).Is(HttpStatusCode.OK).Body)!;

        Assert.Empty(Paths.Except(document["paths"]!.AsObject().Select(path => path.Key)));
    }

    [Fact]
    public async Task The_API_can_be_tried_in_a_browser() =>
        Assert.Equal("text/html", (await site.Anyone.Get("/scalar")).Is(HttpStatusCode.OK).ContentType);

    [Theory]
    [InlineData("/health/live")]
    [InlineData("/health/ready")]
    public async Task Health_is_public(string path) => (await site.Anyone.Get(path)).Is(HttpStatusCode.OK);

    [Theory]
    [InlineData("/api")]
    [InlineData("/api/unlisted")]
    [InlineData("/api/roadmaps/any/unlisted")]
    [InlineData("/unlisted")]
    [InlineData("/.env")]
    [InlineData("/api/../appsettings.json")]
    public async Task A_path_that_is_not_listed_is_not_found(string path) =>
        (await site.Anyone.Get(path)).IsProblem(HttpStatusCode.NotFound);

    [Fact]
    public async Task A_verb_that_is_not_listed_is_not_allowed() =>
        (await (await site.Author()).Delete("/api/roadmaps/backend-developer"))
            .IsProblem(HttpStatusCode.MethodNotAllowed);
}
