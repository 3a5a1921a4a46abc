using System.Buffers.Text;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;

namespace Acceptance.Gateway;

public class SigningIn(Site site)
{
    [Fact]
    public async Task A_session_is_a_token_with_an_end()
    {
        var answer = await site.Anyone.Post(
            "/api/session", new { subject = Fresh.Subject(), roles = new[] { "learner" } });

        var session = JsonNode.Parse(answer.Is(HttpStatusCode.OK).Body)!;
        Assert.Equal(3, ((string?)session["token"])!.Split('.').Length);
        Assert.True((DateTime)session["expiresAt"]! > DateTime.UtcNow);
    }

    [Theory]
    [InlineData("/api/enrollments")]
    [InlineData("/api/enrollments/any")]
    [InlineData("/api/notifications")]
    [InlineData("/api/notifications/stream")]
    [InlineData("/api/notifications/preferences")]
    [InlineData("/api/dashboard")]
    public async Task What_is_personal_needs_a_token(string path) => IsUnauthorized(await site.Anyone.Get(path));

    [Fact]
    public async Task A_token_in_another_name_is_refused()
    {
        var token = await Token();

        var claims = JsonNode.Parse(Base64Url.DecodeFromChars(token[1]))!;
        claims["sub"] = Fresh.Subject();

        await IsRefused($"{token[0]}.{Encode(claims.ToJsonString())}.{token[2]}");
    }

    [Fact]
    public async Task A_token_with_more_roles_than_were_given_is_refused()
    {
        var token = await Token();

        var claims = JsonNode.Parse(Base64Url.DecodeFromChars(token[1]))!;
        claims["roles"] = new JsonArray("author", "operator");

        await IsRefused($"{token[0]}.{Encode(claims.ToJsonString())}.{token[2]}");
    }

    [Theory]
    [InlineData("none")]
    [InlineData("None")]
    public async Task An_unsigned_token_is_refused(string algorithm)
    {
        var token = await Token();

        await IsRefused($"{Encode($$"""{"alg":"{{algorithm}}","typ":"JWT"}""")}.{token[1]}.");
    }

    [Fact]
    public async Task A_signature_of_another_token_is_refused()
    {
        var (one, other) = (await Token(), await Token());

        await IsRefused($"{one[0]}.{one[1]}.{other[2]}");
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("a.b.c")]
    [InlineData("..")]
    public Task What_is_no_token_is_refused(string token) => IsRefused(token);

    [Theory]
    [InlineData("""{"subject":"","roles":["learner"]}""", "subject")]
    [InlineData("""{"subject":null,"roles":["learner"]}""", "subject")]
    [InlineData("""{"roles":["learner"]}""", "subject")]
    [InlineData("""{"subject":7,"roles":["learner"]}""", "subject")]
    [InlineData("""{"subject":"A\u0000B","roles":["learner"]}""", "subject")]
    [InlineData("""{"subject":"ada","roles":["king"]}""", "roles")]
    [InlineData("""{"subject":"ada","roles":"learner"}""", "roles")]
    [InlineData("""{"subject":"ada","roles":null}""", "roles")]
    [InlineData("""{"subject":"ada","roles":[null]}""", "roles")]
    [InlineData("""{"subject":"ada","roles":["learner"],"colour":"green"}""", "colour")]
    public async Task A_bad_field_is_refused_by_name(string body, string field) =>
        (await site.Anyone.Post("/api/session", Json.Content(body))).Names(field);

    [Fact]
    public async Task A_subject_has_100_characters_at_most()
    {
        var subject = Fresh.Subject().PadRight(100, 'x');

        await site.As(subject, "learner");
        (await site.Anyone.Post("/api/session", new { subject = subject + "x", roles = new[] { "learner" } }))
            .Names("subject");
    }

    private async Task<string[]> Token() => (await site.Learner()).Token!.Split('.');

    private async Task IsRefused(string token)
    {
        IsUnauthorized(await site.With(token).Get("/api/enrollments"));
        IsUnauthorized(await site.With(token).Get("/api/dashboard"));
    }

    private static void IsUnauthorized(Answer answer)
    {
        answer.IsProblem(HttpStatusCode.Unauthorized);
        Assert.Contains(answer.Headers.WwwAuthenticate, challenge => challenge.Scheme == "Bearer");
    }

    private static string Encode(string json) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(json));
}
