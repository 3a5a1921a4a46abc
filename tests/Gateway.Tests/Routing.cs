using System.Diagnostics;
using System.Net;
using System.Text;

namespace Gateway.Tests;

public class Routing(GatewayUnderTest gateway) : IClassFixture<GatewayUnderTest>
{
    [Theory]
    [InlineData("content", "GET", "/api/roadmaps?search=http%20api&limit=5", null)]
    [InlineData("content", "GET", "/api/roadmaps/a", null)]
    [InlineData("content", "PUT", "/api/roadmaps/a", "author")]
    [InlineData("content", "POST", "/api/roadmaps/a/publish", "author")]
    [InlineData("content", "POST", "/api/roadmaps/a/retire", "author")]
    [InlineData("content", "GET", "/api/roadmaps/a/statistics", null)]
    [InlineData("content", "GET", "/api/roadmaps/a/lessons/b", null)]
    [InlineData("content", "POST", "/api/operations/content/republish", "operator")]
    [InlineData("content", "GET", "/api/operations/content/dead-letters?limit=5", "operator")]
    [InlineData("content", "GET", "/api/operations/content/dead-letters/1", "operator")]
    [InlineData("content", "DELETE", "/api/operations/content/dead-letters/1?reason=a%20test", "operator")]
    [InlineData("content", "POST", "/api/operations/content/dead-letters/1/replay", "operator")]
    [InlineData("content", "POST", "/api/operations/content/dead-letters/replay-all", "operator")]
    [InlineData("progress", "GET", "/api/enrollments", "learner")]
    [InlineData("progress", "GET", "/api/enrollments/a", "learner")]
    [InlineData("progress", "PUT", "/api/enrollments/a", "learner")]
    [InlineData("progress", "PUT", "/api/enrollments/a/lessons/b", "learner")]
    [InlineData("progress", "DELETE", "/api/enrollments/a/lessons/b", "learner")]
    [InlineData("progress", "POST", "/api/operations/progress/republish", "operator")]
    [InlineData("progress", "GET", "/api/operations/progress/dead-letters?limit=5", "operator")]
    [InlineData("progress", "GET", "/api/operations/progress/dead-letters/1", "operator")]
    [InlineData("progress", "DELETE", "/api/operations/progress/dead-letters/1?reason=a%20test", "operator")]
    [InlineData("progress", "POST", "/api/operations/progress/dead-letters/1/replay", "operator")]
    [InlineData("progress", "POST", "/api/operations/progress/dead-letters/replay-all", "operator")]
    [InlineData("notification", "GET", "/api/notifications?unread=true", "learner")]
    [InlineData("notification", "POST", "/api/notifications/1/read", "learner")]
    [InlineData("notification", "POST", "/api/notifications/read-all", "learner")]
    [InlineData("notification", "GET", "/api/notifications/stream", "learner")]
    [InlineData("notification", "GET", "/api/notifications/preferences", "learner")]
    [InlineData("notification", "PUT", "/api/notifications/preferences", "learner")]
    [InlineData("notification", "GET", "/api/operations/notification/dead-letters?limit=5", "operator")]
    [InlineData("notification", "GET", "/api/operations/notification/dead-letters/1", "operator")]
    [InlineData("notification", "DELETE", "/api/operations/notification/dead-letters/1?reason=a%20test", "operator")]
    [InlineData("notification", "POST", "/api/operations/notification/dead-letters/1/replay", "operator")]
    [InlineData("notification", "POST", "/api/operations/notification/dead-letters/replay-all", "operator")]
    public async Task A_path_reaches_its_service_as_it_is(string service, string method, string path, string? role)
    {
        var client = role is null ? gateway.Anonymous() : await gateway.As("ada", role);
        using var answer = await client.SendAsync(new(new(method), path));
        var seen = await answer.EnsureSuccessStatusCode().Json();

        Assert.Equal(service, (string?)seen["service"]);
        Assert.Equal(Uri.UnescapeDataString($"{method} {path}"), Uri.UnescapeDataString((string)seen["asked"]!));
        Assert.Equal(client.DefaultRequestHeaders.Authorization?.ToString() ?? "", (string?)seen["authorization"]);
    }

    [Theory]
    [InlineData("/api/nothing")]
    [InlineData("/api/roadmaps/a/b")]
    [InlineData("/api/operations/notification/republish")]
    [InlineData("/nothing")]
    [InlineData("/openapi/x.json")]
    [InlineData("/openapi/v1.yaml")]
    public async Task What_is_not_listed_is_not_found(string path)
    {
        using var answer = await gateway.Anonymous().GetAsync(path);

        await answer.IsProblem(HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData("DELETE", "/api/roadmaps/a")]
    [InlineData("GET", "/api/session")]
    public async Task A_verb_that_a_path_lacks_is_not_allowed(string method, string path)
    {
        using var answer = await gateway.Anonymous().SendAsync(new(new(method), path));

        await answer.IsProblem(HttpStatusCode.MethodNotAllowed);
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/app.js")]
    [InlineData("/scalar/")]
    [InlineData("/health/ready")]
    [InlineData("/openapi/v1.json")]
    [InlineData("/.well-known/jwks.json")]
    [InlineData("/api/dashboard")]
    [InlineData("/api/roadmaps")]
    [InlineData("/api/roadmaps/a/lessons/b")]
    [InlineData("/api/enrollments/a")]
    [InlineData("/api/session")]
    [InlineData("/nothing")]
    public async Task HEAD_is_answered_like_GET(string path) =>
        await (await gateway.As("ada", "learner")).AnswersHeadLikeGet(path);

    [Fact]
    public async Task A_service_is_asked_for_the_headers_that_the_caller_asked_for()
    {
        var method = "";
        gateway.Content.Answers["/api/roadmaps/headers"] = context =>
        {
            method = context.Request.Method;
            context.Response.ContentType = "text/event-stream";
            return Task.CompletedTask;
        };

        using var answer = await (await gateway.As("ada", "learner")).SendAsync(
            new(HttpMethod.Head, "/api/roadmaps/headers"));

        Assert.Equal("HEAD", method);
        Assert.Equal("text/event-stream", $"{answer.Content.Headers.ContentType}");
    }

    [Fact]
    public async Task The_callers_trace_goes_on_in_the_service()
    {
        using var call = new Activity("a caller's").Start();

        var seen = await gateway.Anonymous().Json("/api/roadmaps/a");

        Assert.Contains(call.TraceId.ToString(), (string)seen["traceparent"]!, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_body_over_a_megabyte_is_too_large_for_a_service_too(bool chunked)
    {
        var author = await gateway.As("ada", "author");
        using var request = new HttpRequestMessage(HttpMethod.Put, "/api/roadmaps/large")
        {
            Content = new ByteArrayContent(new byte[1024 * 1024 + 1]),
        };
        request.Headers.TransferEncodingChunked = chunked;

        using var answer = await author.SendAsync(request);

        await answer.IsProblem(HttpStatusCode.RequestEntityTooLarge);
    }

    [Fact]
    public async Task A_body_of_a_megabyte_passes()
    {
        var author = await gateway.As("ada", "author");
        using var body = new StringContent(new string('a', 1024 * 1024), Encoding.UTF8);
        using var answer = await author.PutAsync("/api/roadmaps/just-right", body);

        Assert.Equal(1024 * 1024, ((string)(await answer.Json())["body"]!).Length);
    }
}
