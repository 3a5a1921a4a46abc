using Gateway.Site;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Tokens;
using ServiceDefaults;

namespace Gateway.Identity;

/// <summary>
/// What lets a service check a token without sharing a secret: OpenID Connect Discovery 1.0 and a JSON Web Key Set
/// (RFC 7517) with the public half of the key.
/// </summary>
public static class DiscoveryEndpoints
{
    private const string KeysPath = "/.well-known/jwks.json";

    public static void MapDiscovery(this WebApplication app)
    {
        var discovery = app.MapGroup("").ExcludeFromDescription();
        discovery.MapGet("/.well-known/openid-configuration", Configuration);
        discovery.MapGet(KeysPath, Keys);
    }

    // The names are those of the specification, whatever the JSON of the rest of the API looks like.
    private static Dictionary<string, object> Configuration(
        HttpRequest request, IOptions<IdentityOptions> identity, IOptions<SiteOptions> site) =>
        new()
        {
            ["issuer"] = identity.Value.Issuer,
            ["jwks_uri"] = new Uri(site.Value.Public ?? new($"{request.Scheme}://{request.Host}"), KeysPath),
            ["response_types_supported"] = new[] { "token" },
            ["subject_types_supported"] = new[] { "public" },
            ["id_token_signing_alg_values_supported"] = new[] { SecurityAlgorithms.EcdsaSha256 },
        };

    private static object Keys(ECDsaSecurityKey key)
    {
        var point = key.ECDsa.ExportParameters(includePrivateParameters: false).Q;

        return new
        {
            Keys = new[]
            {
                new
                {
                    Kty = JsonWebAlgorithmsKeyTypes.EllipticCurve,
                    Use = "sig",
                    Alg = SecurityAlgorithms.EcdsaSha256,
                    Kid = key.KeyId,
                    Crv = JsonWebKeyECTypes.P256,
                    X = Base64UrlEncoder.Encode(point.X!),
                    Y = Base64UrlEncoder.Encode(point.Y!),
                },
            },
        };
    }
}
