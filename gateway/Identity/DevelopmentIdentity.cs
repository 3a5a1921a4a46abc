using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;
using ServiceDefaults;

namespace Gateway.Identity;

/// <summary>
/// An identity provider that believes whatever a caller claims to be. It exists in Development alone, and there only
/// while Identity:Authority names no real one.
/// </summary>
public static class DevelopmentIdentity
{
    public static void AddDevelopmentIdentity(this WebApplicationBuilder builder)
    {
        if (!builder.Environment.IsDevelopment() || !string.IsNullOrEmpty(builder.Configuration["Identity:Authority"]))
        {
            return;
        }

        builder.Services.AddSingleton(
            SigningKey.In(builder.Configuration["Identity:KeyFile"] ?? ".stack/identity/signing-key.pem"));
        builder.Services.AddSingleton<SessionTokens>();

        // The gateway has the key at hand: asking itself for it over the network would be a detour.
        builder.Services.AddOptions<JwtBearerOptions>(JwtBearerDefaults.AuthenticationScheme)
            .Configure<ECDsaSecurityKey, IOptions<IdentityOptions>>((jwt, key, identity) =>
                jwt.ConfigurationManager = new StaticConfigurationManager<OpenIdConnectConfiguration>(
                    new() { Issuer = identity.Value.Issuer, SigningKeys = { key } }));
    }

    public static void MapDevelopmentIdentity(this WebApplication app)
    {
        if (app.Services.GetService<SessionTokens>() is not null)
        {
            app.MapSession();
            app.MapDiscovery();
        }
    }
}
