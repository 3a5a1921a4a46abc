using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using ServiceDefaults;

namespace Gateway.Identity;

/// <summary>Signs tokens that say who calls and in which roles.</summary>
public sealed class SessionTokens(ECDsaSecurityKey key, IOptions<IdentityOptions> identity, TimeProvider clock)
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromHours(8);

    private readonly JsonWebTokenHandler handler = new();
    private readonly SigningCredentials credentials = new(key, SecurityAlgorithms.EcdsaSha256);

    public Session Create(string subject, IReadOnlyList<string> roles)
    {
        var now = clock.Now();
        var token = handler.CreateToken(new SecurityTokenDescriptor
        {
            Issuer = identity.Value.Issuer,
            Audience = identity.Value.Audience,
            IssuedAt = now,
            NotBefore = now,
            Expires = now + Lifetime,
            Claims = new Dictionary<string, object> { ["sub"] = subject, ["roles"] = roles },
            SigningCredentials = credentials,
        });

        return new(token, now + Lifetime);
    }
}

/// <summary>A token and when it ends.</summary>
public sealed record Session(string Token, DateTime ExpiresAt);
