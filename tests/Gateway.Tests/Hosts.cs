using System.Net;
using System.Net.Http.Json;

namespace Gateway.Tests;

/// <summary>The names that the site answers to: a page may point a name of its own at somebody's loopback.</summary>
public class Hosts(GatewayUnderTest gateway) : IClassFixture<GatewayUnderTest>
{
    [Theory]
    [InlineData("evil.example")]
    [InlineData("evil.example:5080")]
    [InlineData("localhost.evil.example")]
    [InlineData("10.0.0.5")]
    public async Task Under_another_name_nobody_is_given_a_token(string host)
    {
        using var refused = await Call(gateway, HttpMethod.Post, "/api/session", host);
        using var page = await Call(gateway, HttpMethod.Get, "/", host);

        await refused.IsProblem(HttpStatusCode.BadRequest);
        await page.IsProblem(HttpStatusCode.BadRequest);
    }

    [Theory]
    [InlineData("localhost")]
    [InlineData("localhost:5080")]
    [InlineData("127.0.0.1:5080")]
    [InlineData("[::1]:5080")]
    public async Task On_this_machine_it_has_the_usual_names(string host)
    {
        using var answer = await Call(gateway, HttpMethod.Post, "/api/session", host);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Theory]
    [InlineData("/health/live")]
    [InlineData("/health/ready")]
    public async Task A_probe_may_call_an_instance_by_its_address(string path)
    {
        await Eventually.Equal(HttpStatusCode.OK, async () =>
        {
            using var answer = await Call(gateway, HttpMethod.Get, path, "10.0.0.5:8080");
            return answer.StatusCode;
        });
    }

    [Theory]
    [InlineData("Site:PublicUrl", "https://learning.example.org", "learning.example.org")]
    [InlineData("Site:PublicUrl", "https://lernen.bücher.example", "lernen.xn--bcher-kva.example")]
    [InlineData("AllowedHosts", "gateway;*.example.org", "gateway:8080")]
    [InlineData("AllowedHosts", "gateway;*.example.org", "learning.example.org")]
    [InlineData("AllowedHosts", "*", "whatever.example")]
    public async Task It_has_the_names_that_it_is_given(string key, string value, string host)
    {
        await using var named = new GatewayUnderTest { Settings = { [key] = value } };
        await named.InitializeAsync();

        using var answer = await Call(named, HttpMethod.Post, "/api/session", host);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Fact]
    public async Task Its_public_address_is_the_configured_one_whoever_asks()
    {
        await using var named = new GatewayUnderTest
        {
            Settings = { ["Site:PublicUrl"] = "https://learning.example.org" },
        };
        await named.InitializeAsync();

        var discovery = await named.Anonymous().Json("/.well-known/openid-configuration");

        Assert.Equal("https://learning.example.org/.well-known/jwks.json", (string?)discovery["jwks_uri"]);
    }

    [Theory]
    [InlineData("Site:PublicUrl", "learning.example.org")]
    [InlineData("Site:PublicUrl", "https://example.org/learning")]
    [InlineData("Site:TrustedProxies", "127.0.0.1;the-proxy")]
    [InlineData("Site:TrustedProxies", "10.0.0.0/40")]
    public async Task What_is_no_address_ends_the_start(string key, string value)
    {
        await using var misconfigured = new GatewayUnderTest { Settings = { [key] = value } };

        var error = await Record.ExceptionAsync(() => misconfigured.InitializeAsync().AsTask());

        Assert.Contains(key, error?.Message, StringComparison.Ordinal);
    }

    private static async Task<HttpResponseMessage> Call(
        GatewayUnderTest gateway, HttpMethod method, string path, string host)
    {
        using var request = new HttpRequestMessage(method, path) { Headers = { Host = host } };
        if (method == HttpMethod.Post)
        {
            request.Content = JsonContent.Create(new { subject = "olga", roles = new[] { "operator" } });
        }

        return await gateway.Anonymous().SendAsync(request);
    }
}
