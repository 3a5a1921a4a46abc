using System.Net;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Gateway.Identity;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Gateway.Tests;

public class Keys
{
    [Fact]
    public async Task A_provider_that_changes_its_key_is_followed()
    {
        await using var provider = new StandIn("identity provider");
        await provider.Start();
        var first = Publish(provider, "first");
        await using var gateway = new GatewayUnderTest { Settings = { ["Identity:Authority"] = provider.Address } };
        await gateway.InitializeAsync();
        Assert.Equal(HttpStatusCode.OK, await Answer(gateway, first));

        var second = Publish(provider, "second");

        await Eventually.Equal(HttpStatusCode.OK, () => Answer(gateway, second));
    }

    [Fact]
    public void Gateways_that_start_at_once_sign_with_one_key()
    {
        const int Gateways = 8;
        var folder = Directory.CreateTempSubdirectory("keys-");
        using var together = new Barrier(Gateways);

        var keys = Enumerable.Range(0, Gateways).AsParallel().WithDegreeOfParallelism(Gateways).Select(_ =>
        {
            together.SignalAndWait();
            return SigningKey.In(Path.Combine(folder.FullName, "identity", "key.pem")).KeyId;
        }).ToList();

        Assert.Single(keys.Distinct());
        Assert.Single(folder.GetFiles("*", SearchOption.AllDirectories));
        folder.Delete(recursive: true);
    }

    private static async Task<HttpStatusCode> Answer(GatewayUnderTest gateway, string token)
    {
        using var answer = await gateway.With(token).GetAsync("/api/enrollments");

        return answer.StatusCode;
    }

    /// <summary>Makes a key the provider's only one, and a token signed with it.</summary>
    private static string Publish(StandIn provider, string keyId)
    {
        var key = new ECDsaSecurityKey(ECDsa.Create(ECCurve.NamedCurves.nistP256)) { KeyId = keyId };
        var published = JsonWebKeyConverter.ConvertFromECDsaSecurityKey(key);
        provider.Answer("/.well-known/openid-configuration", new JsonObject
        {
            ["issuer"] = "learning-site-development",
            ["jwks_uri"] = $"{provider.Address}/keys",
        });
        provider.Answer("/keys", new JsonObject
        {
            ["keys"] = new JsonArray(new JsonObject
            {
                ["kty"] = published.Kty,
                ["crv"] = published.Crv,
                ["kid"] = published.Kid,
                ["x"] = published.X,
                ["y"] = published.Y,
            }),
        });

        return new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor
        {
            Issuer = "learning-site-development",
            Audience = "learning-site",
            Claims = new Dictionary<string, object> { ["sub"] = "ada", ["roles"] = "learner" },
            SigningCredentials = new(key, SecurityAlgorithms.EcdsaSha256),
        });
    }
}
