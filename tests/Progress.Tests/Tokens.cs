using System.Buffers.Text;
using System.Net;
using System.Net.Http.Headers;
using System.Text;

namespace Progress.Tests;

/// <summary>A service checks tokens for itself: whoever gets past the gateway has gained nothing.</summary>
[Collection(nameof(ProgressUnderTest))]
public class Tokens(ProgressUnderTest service)
{
    private static readonly string[] Learner = ["learner"];

    public static TheoryData<string> Flaws =>
    [
        "expired", "not yet good", "for someone else", "by someone else", "without an end", "without a subject",
        "with an endless subject", "with a line break in the subject", "signed by another", "signed with nothing",
        "tampered with", "cut off",
    ];

    [Fact]
    public async Task A_good_one_is_taken() =>
        Assert.Equal(HttpStatusCode.OK, await Status(service.Identity.Sign(Claims("none"))));

    [Theory]
    [MemberData(nameof(Flaws))]
    public async Task A_bad_one_is_refused(string flaw)
    {
        var token = flaw switch
        {
            "signed by another" => await SignedByAnother(),
            _ => Damaged(service.Identity.Sign(Claims(flaw)), flaw),
        };

        Assert.Equal(HttpStatusCode.Unauthorized, await Status(token));
    }

    private static Dictionary<string, object> Claims(string flaw)
    {
        var now = DateTimeOffset.UtcNow;
        var claims = new Dictionary<string, object>
        {
            ["iss"] = flaw == "by someone else" ? "someone else" : TestIdentity.Issuer,
            ["aud"] = flaw == "for someone else" ? "someone else" : TestIdentity.Audience,
            ["roles"] = Learner,
            ["nbf"] = (flaw == "not yet good" ? now.AddMinutes(5) : now.AddHours(-2)).ToUnixTimeSeconds(),
            ["exp"] = (flaw == "expired" ? now.AddMinutes(-1) : now.AddHours(1)).ToUnixTimeSeconds(),
            ["sub"] = flaw switch
            {
                "with an endless subject" => new string('a', 101),
                "with a line break in the subject" => "ada\nadmin",
                _ => "ada",
            },
        };
        claims.Remove(flaw switch { "without an end" => "exp", "without a subject" => "sub", _ => "" });

        return claims;
    }

    private static string Damaged(string token, string flaw)
    {
        var (header, claims, signature) = (token.Split('.')[0], token.Split('.')[1], token.Split('.')[2]);

        return flaw switch
        {
            "signed with nothing" => $"{Encode("""{"alg":"none","typ":"JWT"}""")}.{claims}.",
            "tampered with" =>
                $"{header}.{Encode(Decode(claims).Replace("ada", "eve", StringComparison.Ordinal))}.{signature}",
            "cut off" => $"{header}.{claims}",
            _ => token,
        };
    }

    // Under the name of the key that is known here, which is what an attacker would do.
    private async Task<string> SignedByAnother()
    {
        await using var another = new TestIdentity();
        var signature = another.Sign(Claims("none")).Split('.')[2];
        var own = service.Identity.Sign(Claims("none")).Split('.');

        return $"{own[0]}.{own[1]}.{signature}";
    }

    private async Task<HttpStatusCode> Status(string token)
    {
        using var client = service.Anonymous();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        using var answer = await client.GetAsync("/api/enrollments");

        return answer.StatusCode;
    }

    private static string Encode(string json) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(json));

    private static string Decode(string part) => Encoding.UTF8.GetString(Base64Url.DecodeFromChars(part));
}
