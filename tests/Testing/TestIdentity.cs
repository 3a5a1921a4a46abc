using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;

namespace Testing;

/// <summary>
/// An identity provider on loopback: a discovery document, a key set, and tokens signed with ES256. It stands for the
/// world outside the stack, so a service validates its tokens exactly as it would anyone's.
/// </summary>
public sealed class TestIdentity : IAsyncDisposable
{
    public const string Issuer = "learning-site-development";
    public const string Audience = "learning-site";

    private readonly ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly string keyId = Guid.NewGuid().ToString("n");
    private readonly WebApplication app;

    public TestIdentity()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");

        app = builder.Build();
        app.MapGet(
            "/.well-known/openid-configuration",
            () => new { issuer = Issuer, jwks_uri = $"{Authority}/.well-known/jwks.json" });
        app.MapGet("/.well-known/jwks.json", () => new { keys = new[] { PublicKey() } });
    }

    /// <summary>The address that a service takes as <c>Identity:Authority</c>.</summary>
    public string Authority => app.Urls.First();

    public Task Start() => app.StartAsync();

    /// <summary>A token that is good for an hour.</summary>
    public string TokenFor(string subject, params string[] roles) =>
        TokenUntil(DateTimeOffset.UtcNow.AddHours(1), subject, roles);

    /// <summary>A token that is good until then, in whole seconds.</summary>
    public string TokenUntil(DateTimeOffset end, string subject, params string[] roles)
    {
        var now = DateTimeOffset.UtcNow;
        return Sign(new
        {
            iss = Issuer,
            aud = Audience,
            sub = subject,
            roles,
            iat = now.ToUnixTimeSeconds(),
            nbf = now.ToUnixTimeSeconds(),
            exp = end.ToUnixTimeSeconds(),
        });
    }

    /// <summary>A well-signed token with any claims, such as those of one that has expired.</summary>
    public string Sign(object claims)
    {
        var content = $"{Encode(new { alg = "ES256", typ = "JWT", kid = keyId })}.{Encode(claims)}";
        var signature = key.SignData(System.Text.Encoding.ASCII.GetBytes(content), HashAlgorithmName.SHA256);
        return $"{content}.{Base64Url.EncodeToString(signature)}";
    }

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        key.Dispose();
    }

    private object PublicKey()
    {
        var point = key.ExportParameters(includePrivateParameters: false).Q;
        return new
        {
            kty = "EC",
            crv = "P-256",
            alg = "ES256",
            use = "sig",
            kid = keyId,
            x = Base64Url.EncodeToString(point.X),
            y = Base64Url.EncodeToString(point.Y),
        };
    }

    private static string Encode(object part) => Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(part));
}
