using System.Net;
using System.Text.RegularExpressions;

namespace Gateway.Tests;

public partial class Pages(GatewayUnderTest gateway) : IClassFixture<GatewayUnderTest>
{
    [Theory]
    [InlineData("/")]
    [InlineData("/app.js")]
    [InlineData("/api/roadmaps")]
    [InlineData("/api/enrollments")]
    [InlineData("/nothing")]
    [InlineData("/scalar/")]
    public async Task Every_answer_tells_the_browser_what_it_may_not_do(string path)
    {
        using var answer = await gateway.Anonymous().GetAsync(path);
        var policy = answer.Headers.GetValues("Content-Security-Policy").Single();

        Assert.StartsWith("default-src 'self';", policy, StringComparison.Ordinal);
        Assert.Contains("frame-ancestors 'none'", policy, StringComparison.Ordinal);
        Assert.DoesNotMatch("script-src[^;]*unsafe", policy);
        Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.Equal("no-referrer", answer.Headers.GetValues("Referrer-Policy").Single());
        Assert.False(answer.Headers.Contains("Server"));
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/scalar/")]
    public async Task A_page_loads_nothing_from_elsewhere(string path)
    {
        var page = await gateway.Anonymous().GetStringAsync(path);

        Assert.DoesNotMatch("""(src|href)="(https?:)?//""", page);
    }

    [Fact]
    public async Task Each_script_in_the_APIs_page_carries_the_nonce_of_that_answer()
    {
        using var answer = await gateway.Anonymous().GetAsync("/scalar/");
        var nonce = Nonce().Match(answer.Headers.GetValues("Content-Security-Policy").Single()).Groups[1].Value;
        var scripts = Script().Matches(await answer.Content.ReadAsStringAsync());

        Assert.NotEmpty(scripts);
        Assert.All(scripts, script => Assert.Contains($"nonce=\"{nonce}\"", script.Value, StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_first_page_has_no_inline_script_or_style()
    {
        var page = await gateway.Anonymous().GetStringAsync("/");

        Assert.DoesNotMatch("<script(?![^>]*src=)", page);
        Assert.DoesNotMatch("<style|style=|onclick=", page);
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/app.js")]
    [InlineData("/style.css")]
    public async Task A_browser_asks_whether_its_copy_is_the_newest_and_need_not_load_it_again(string path)
    {
        var client = gateway.Anonymous();
        using var first = await client.GetAsync(path);
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.IfNoneMatch.Add(first.Headers.ETag!);

        using var second = await client.SendAsync(request);

        Assert.Equal("no-cache", $"{first.Headers.CacheControl}");
        Assert.Equal(HttpStatusCode.NotModified, second.StatusCode);
        Assert.Equal("no-cache", $"{second.Headers.CacheControl}");
    }

    [Fact]
    public async Task A_browser_gets_its_errors_as_problems_too()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/nothing");
        request.Headers.Add("Accept", "text/html");
        using var answer = await gateway.Anonymous().SendAsync(request);

        await answer.IsProblem(HttpStatusCode.NotFound);
    }

    [GeneratedRegex("'nonce-([^']+)'")]
    private static partial Regex Nonce();

    [GeneratedRegex("<script[^>]*>")]
    private static partial Regex Script();
}
