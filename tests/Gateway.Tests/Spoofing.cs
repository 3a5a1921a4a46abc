using System.Collections.Concurrent;
using System.Net;

namespace Gateway.Tests;

/// <summary>
/// A caller is who the token says, from the address that the connection has, and asks what the path says.
/// </summary>
public class Spoofing(UnlimitedGateway gateway) : IClassFixture<UnlimitedGateway>
{
    public static TheoryData<string, string> Claims => new()
    {
        { "X-User", "ada" },
        { "X-Forwarded-User", "ada" },
        { "X-Subject", "ada" },
        { "X-Role", "operator" },
        { "X-Roles", "learner,author,operator" },
        { "X-Forwarded-For", "127.0.0.1" },
        { "X-Real-IP", "127.0.0.1" },
        { "Forwarded", "for=127.0.0.1;host=localhost;proto=https" },
        { "X-Original-URL", "/api/roadmaps" },
        { "X-Rewrite-URL", "/api/roadmaps" },
        { "X-HTTP-Method-Override", "GET" },
        { "X-MS-CLIENT-PRINCIPAL", "eyJ1c2VySWQiOiJhZGEifQ==" },
    };

    [Theory]
    [MemberData(nameof(Claims))]
    public async Task A_header_that_claims_something_changes_nothing(string header, string value)
    {
        Assert.Equal(HttpStatusCode.Unauthorized, await Status("nobody", "GET", "/api/enrollments"));
        Assert.Equal(HttpStatusCode.Forbidden, await Status("learner", "PUT", "/api/roadmaps/a"));
        Assert.Equal(HttpStatusCode.Forbidden, await Status("author", "POST", "/api/operations/content/republish"));
        Assert.Equal(HttpStatusCode.NotFound, await Status("operator", "GET", "/api/nothing"));

        async Task<HttpStatusCode> Status(string caller, string method, string path)
        {
            using var request = new HttpRequestMessage(new(method), path);
            request.Headers.Add(header, value);
            using var answer = await (await gateway.Caller(caller)).SendAsync(request);

            return answer.StatusCode;
        }
    }

    [Fact]
    public async Task A_service_is_told_where_the_connection_came_from_and_not_what_the_caller_says()
    {
        var seen = new ConcurrentDictionary<string, string>();
        gateway.Content.Answers["/api/roadmaps/forwarded"] = context =>
        {
            foreach (var (name, values) in context.Request.Headers)
            {
                seen[name] = values.ToString();
            }

            return Task.CompletedTask;
        };
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/roadmaps/forwarded");
        request.Headers.Add("X-Forwarded-For", "203.0.113.7");
        request.Headers.Add("X-Forwarded-Host", "elsewhere.example");
        request.Headers.Add("X-Forwarded-Proto", "https");
        request.Headers.Add("X-Forwarded-Prefix", "/elsewhere");

        using var answer = await gateway.Anonymous().SendAsync(request);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("http", seen["X-Forwarded-Proto"]);
        Assert.DoesNotContain("203.0.113.7", seen["X-Forwarded-For"], StringComparison.Ordinal);
        Assert.DoesNotContain(seen.Values, value => value.Contains("elsewhere", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Another_address_in_a_header_is_no_other_callers_limit()
    {
        await using var strict = new GatewayUnderTest
        {
            Settings = { ["RateLimits:Burst"] = "5", ["RateLimits:AnonymousPerSecond"] = "1" },
        };
        await strict.InitializeAsync();
        var client = strict.Anonymous();

        var answers = new List<HttpStatusCode>();
        for (var address = 1; address <= 20; address++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "/api/roadmaps");
            request.Headers.Add("X-Forwarded-For", $"203.0.113.{address}");
            using var answer = await client.SendAsync(request);
            answers.Add(answer.StatusCode);
        }

        Assert.Contains(HttpStatusCode.TooManyRequests, answers);
    }

    [Theory]
    [InlineData("/internal/state")]
    [InlineData("/health")]
    [InlineData("/health/details")]
    [InlineData("/metrics")]
    [InlineData("/processes")]
    [InlineData("/openapi/content.json")]
    [InlineData("/content/health/ready")]
    [InlineData("/appsettings.json")]
    [InlineData("/api/roadmaps/../../health/ready/x")]
    [InlineData("/api/roadmaps/a/../../../internal/state")]
    [InlineData("/api/roadmaps/%2e%2e/%2e%2e/internal/state")]
    [InlineData("//internal/state")]
    public async Task What_is_inside_stays_inside(string path)
    {
        var asked = gateway.Content.Requests.Count;

        using var answer = await (await gateway.Caller("operator")).SendAsync(new(HttpMethod.Get, Raw(path)));

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Equal(asked, gateway.Content.Requests.Count);
    }

    [Theory]
    [InlineData("/api/roadmaps/..%2f..%2finternal")]
    [InlineData("/api/roadmaps/..%5c..%5cinternal")]
    [InlineData("/api/roadmaps/%252e%252e%252finternal")]
    [InlineData("/api/roadmaps/a;b=%2finternal")]
    public async Task A_slash_in_disguise_stays_part_of_its_segment(string path)
    {
        using var answer = await gateway.Anonymous().SendAsync(new(HttpMethod.Get, Raw(path)));
        var asked = (string?)(await answer.EnsureSuccessStatusCode().Json())["asked"];

        Assert.Matches("^GET /api/roadmaps/[^/]+$", asked);
    }

    [Theory]
    [InlineData("GET")]
    [InlineData("OPTIONS")]
    public async Task A_page_from_elsewhere_may_not_read_an_answer(string method)
    {
        using var request = new HttpRequestMessage(new(method), "/api/roadmaps");
        request.Headers.Add("Origin", "https://elsewhere.example");
        request.Headers.Add("Access-Control-Request-Method", "PUT");
        using var answer = await gateway.Anonymous().SendAsync(request);

        Assert.DoesNotContain(
            answer.Headers, header => header.Key.StartsWith("Access-Control-", StringComparison.OrdinalIgnoreCase));
        Assert.Equal(method == "GET" ? HttpStatusCode.OK : HttpStatusCode.MethodNotAllowed, answer.StatusCode);
    }

    // As it is: a client usually tidies up before it sends.
    private Uri Raw(string path) => new(
        gateway.Anonymous().BaseAddress!.GetLeftPart(UriPartial.Authority) + path,
        new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true });
}
