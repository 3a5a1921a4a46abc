using System.Net;
using System.Security.Cryptography;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Gateway.Tests;

public class Tokens(GatewayUnderTest gateway) : IClassFixture<GatewayUnderTest>
{
    private static readonly string[] Learner = ["learner"];

    public static TheoryData<string> Bad =>
    [
        "expired", "not yet good", "for someone else", "by someone else",
        "signed with another key", "signed with nothing", "signed with the public key as a secret", "tampered with",
        "without a subject", "with an endless subject", "no token at all",
    ];

    [Theory]
    [MemberData(nameof(Bad))]
    public async Task A_bad_token_is_refused_even_where_none_is_needed(string flaw)
    {
        using var answer = await gateway.With(Token(flaw)).GetAsync($"/api/roadmaps/{Guid.NewGuid()}");

        await answer.IsProblem(HttpStatusCode.Unauthorized);
        Assert.Equal("Bearer", Assert.Single(answer.Headers.WwwAuthenticate).Scheme);
    }

    [Fact]
    public async Task A_good_token_made_the_same_way_is_taken()
    {
        using var answer = await gateway.With(Token("none")).GetAsync("/api/enrollments");

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Theory]
    [InlineData("GET", "/api/enrollments", "author")]
    [InlineData("GET", "/api/dashboard", "operator")]
    [InlineData("PUT", "/api/roadmaps/a", "learner")]
    [InlineData("POST", "/api/roadmaps/a/publish", "learner")]
    [InlineData("POST", "/api/operations/content/republish", "author")]
    public async Task The_wrong_role_is_forbidden(string method, string path, string role)
    {
        var client = await gateway.As("ada", role);
        using var answer = await client.SendAsync(new(new(method), path));

        await answer.IsProblem(HttpStatusCode.Forbidden);
    }

    [Theory]
    [InlineData("/api/enrollments")]
    [InlineData("/api/dashboard")]
    [InlineData("/api/notifications/stream")]
    public async Task Without_a_token_the_caller_is_asked_for_one(string path)
    {
        using var answer = await gateway.Anonymous().GetAsync(path);

        await answer.IsProblem(HttpStatusCode.Unauthorized);
        Assert.Equal("Bearer", Assert.Single(answer.Headers.WwwAuthenticate).Scheme);
    }

    [Fact]
    public async Task While_the_identity_provider_is_away_nobody_can_tell_a_good_token_from_a_bad_one()
    {
        await using var lost = new GatewayUnderTest { Settings = { ["Identity:Authority"] = "http://127.0.0.1:1" } };
        await lost.InitializeAsync();

        using var answer = await lost.With(Token("none")).GetAsync("/api/enrollments");
        using var open = await lost.Anonymous().GetAsync("/api/roadmaps");

        await answer.IsProblem(HttpStatusCode.ServiceUnavailable);
        Assert.NotNull(answer.Headers.RetryAfter);
        Assert.Equal(HttpStatusCode.OK, open.StatusCode);
    }

    private string Token(string flaw)
    {
        using var own = ECDsa.Create();
        own.ImportFromPem(File.ReadAllText(gateway.KeyFile));
        using var other = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var key = new ECDsaSecurityKey(flaw == "signed with another key" ? other : own)
        {
            // Otherwise one that is remembered outlives the key.
            CryptoProviderFactory = new() { CacheSignatureProviders = false },
            KeyId = Base64UrlEncoder.Encode(new ECDsaSecurityKey(own).ComputeJwkThumbprint()),
        };
        var secret = new SymmetricSecurityKey(own.ExportSubjectPublicKeyInfo()) { KeyId = key.KeyId };
        var now = DateTime.UtcNow;

        var token = new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor
        {
            Issuer = flaw == "by someone else" ? "someone else" : "learning-site-development",
            Audience = flaw == "for someone else" ? "someone else" : "learning-site",
            NotBefore = flaw == "not yet good" ? now.AddMinutes(5) : now.AddHours(-2),
            Expires = flaw == "expired" ? now.AddMinutes(-1) : now.AddHours(1),
            Claims = new Dictionary<string, object>
            {
                ["roles"] = Learner,
                [flaw == "without a subject" ? "name" : "sub"] =
                    new string('a', flaw == "with an endless subject" ? 101 : 1),
            },
            SigningCredentials = flaw switch
            {
                "signed with nothing" => null,
                "signed with the public key as a secret" => new(secret, SecurityAlgorithms.HmacSha256),
                _ => new(key, SecurityAlgorithms.EcdsaSha256),
            },
        });

        var parts = token.Split('.');

        return flaw switch
        {
            "tampered with" => $"{parts[0]}.{Promoted(parts[1])}.{parts[2]}",
            "no token at all" => "abc",
            _ => token,
        };
    }

    private static string Promoted(string claims) =>
        Base64UrlEncoder.Encode(Base64UrlEncoder.Decode(claims).Replace("learner", "author", StringComparison.Ordinal));
}
