using System.Net;
using System.Net.Http.Json;
using System.Text;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Gateway.Tests;

public class Sessions(GatewayUnderTest gateway) : IClassFixture<GatewayUnderTest>
{
    private static readonly string[] Learner = ["learner"];

    [Fact]
    public async Task A_session_is_a_token_that_the_published_keys_verify()
    {
        var client = gateway.Anonymous();
        using var answer = await client.PostAsJsonAsync("/api/session", new { subject = "ada", roles = Learner });
        var session = await answer.EnsureSuccessStatusCode().Json();

        var discovery = await client.Json("/.well-known/openid-configuration");
        var keys = await client.GetStringAsync((string?)discovery["jwks_uri"]);
        var result = await new JsonWebTokenHandler().ValidateTokenAsync((string)session["token"]!, new()
        {
            ValidIssuer = (string?)discovery["issuer"],
            ValidAudience = "learning-site",
            IssuerSigningKeys = JsonWebKeySet.Create(keys).GetSigningKeys(),
        });

        Assert.True(result.IsValid, result.Exception?.Message);
        Assert.Equal("ada", result.ClaimsIdentity.FindFirst("sub")?.Value);
        Assert.DoesNotContain("\"d\"", keys, StringComparison.Ordinal);
        Assert.True((DateTime)session["expiresAt"]! > DateTime.UtcNow);
    }

    [Theory]
    [InlineData("""{"subject":"","roles":["learner"]}""", "subject")]
    [InlineData("""{"subject":"a\u0000b","roles":["learner"]}""", "subject")]
    [InlineData("""{"subject":null,"roles":["learner"]}""", "subject")]
    [InlineData("""{"subject":7,"roles":["learner"]}""", "subject")]
    [InlineData("""{"subject":"a","subject":"b","roles":["learner"]}""", "subject")]
    [InlineData("""{"roles":["learner"]}""", "subject")]
    [InlineData("""{"subject":"a","roles":[]}""", "roles")]
    [InlineData("""{"subject":"a","roles":["root"]}""", "roles")]
    [InlineData("""{"subject":"a","roles":[null]}""", "roles")]
    [InlineData("""{"subject":"a","roles":["learner"],"admin":true}""", "admin")]
    [InlineData("""{"subject":"a",""", "$")]
    [InlineData("", "$")]
    public async Task What_is_no_session_request_is_refused_with_the_field_named(string body, string field)
    {
        using var json = new StringContent(body, Encoding.UTF8, "application/json");
        using var answer = await gateway.Anonymous().PostAsync("/api/session", json);

        var problem = await answer.IsProblem(HttpStatusCode.BadRequest);
        Assert.Contains(field, problem["errors"]!.AsObject().Select(error => error.Key));
    }

    [Fact]
    public async Task A_subject_of_more_than_100_characters_is_refused()
    {
        using var answer = await gateway.Anonymous()
            .PostAsJsonAsync("/api/session", new { subject = new string('a', 101), roles = Learner });

        await answer.IsProblem(HttpStatusCode.BadRequest);
    }

    [Theory]
    [InlineData("application/json; charset=utf-7")]
    [InlineData("text/plain")]
    public async Task A_body_that_is_not_JSON_in_UTF_8_is_an_unsupported_media_type(string type)
    {
        using var body = new StringContent("{}");
        body.Headers.ContentType = System.Net.Http.Headers.MediaTypeHeaderValue.Parse(type);
        using var answer = await gateway.Anonymous().PostAsync("/api/session", body);

        await answer.IsProblem(HttpStatusCode.UnsupportedMediaType);
    }

    [Fact]
    public async Task A_restarted_gateway_keeps_its_sessions()
    {
        var learner = await gateway.As("ada", "learner");
        var token = learner.DefaultRequestHeaders.Authorization!.Parameter!;

        await using var restarted = new GatewayUnderTest { Settings = { ["Identity:KeyFile"] = gateway.KeyFile } };
        await restarted.InitializeAsync();
        using var answer = await restarted.With(token).GetAsync("/api/enrollments");

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Fact]
    public void Only_the_owner_can_read_the_key()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no file modes.");

        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(gateway.KeyFile));
        }
    }

    [Fact]
    public async Task Outside_development_the_gateway_wants_a_real_identity_provider()
    {
        await using var production = new GatewayUnderTest { Environment = "Production" };

        var error = await Record.ExceptionAsync(() => production.InitializeAsync().AsTask());

        Assert.Contains("Identity:Authority is missing", error?.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Production")]
    [InlineData("Development")]
    public async Task Beside_a_real_identity_provider_there_is_no_development_one(string environment)
    {
        await using var provider = new TestIdentity();
        await provider.Start();
        await using var guarded = new GatewayUnderTest
        {
            Environment = environment,
            Settings = { ["Identity:Authority"] = provider.Authority },
        };
        await guarded.InitializeAsync();

        using var refused = await guarded.Anonymous()
            .PostAsJsonAsync("/api/session", new { subject = "a", roles = Learner });
        using var accepted = await guarded.With(provider.TokenFor("ada", "learner")).GetAsync("/api/enrollments");

        await refused.IsProblem(HttpStatusCode.NotFound);
        Assert.Equal(HttpStatusCode.OK, accepted.StatusCode);
    }
}
