using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace ServiceDefaults;

/// <summary>Bearer tokens: whose are taken, and what becomes of requests without a good one.</summary>
internal static class TokenValidation
{
    public static void AddTokenValidation(this WebApplicationBuilder builder)
    {
        var services = builder.Services;

        services.AddOptions<IdentityOptions>()
            .BindConfiguration("Identity").ValidateDataAnnotations().ValidateOnStart();
        services.AddAuthentication(JwtBearerDefaults.AuthenticationScheme).AddJwtBearer();
        services.AddOptions<JwtBearerOptions>(JwtBearerDefaults.AuthenticationScheme)
            .Configure<IOptions<IdentityOptions>>((jwt, identity) => Configure(jwt, identity.Value))
            .Validate(
                jwt => jwt.ConfigurationManager is not null,
                "Identity:Authority is missing: it names the provider whose tokens are taken, for example the gateway "
                + "in development, http://127.0.0.1:5000.")
            .ValidateOnStart();

        var authorization = services.AddAuthorizationBuilder();
        foreach (var role in Role.All)
        {
            authorization.AddPolicy(role, policy => policy.RequireRole(role));
        }
    }

    /// <summary>401 to a bad token, even where none is needed; 401 or 403 where a role is.</summary>
    public static void UseTokenValidation(this WebApplication app)
    {
        app.UseAuthentication();
        app.Use((context, next) =>
            // A caller who shows a token means to be someone: a bad one is refused where none is needed, too.
            context.Request.Headers.Authorization.Count > 0 && context.User.Identity is not { IsAuthenticated: true }
            && !context.Request.IsInternal()
                ? context.ChallengeAsync()
                : next(context));
        app.UseAuthorization();
    }

    /// <summary>Whether processes of the product are among themselves: what they show is a key of their own.</summary>
    public static bool IsInternal(this HttpRequest request) => request.Path.StartsWithSegments("/internal");

    private static void Configure(JwtBearerOptions jwt, IdentityOptions identity)
    {
        jwt.Authority = identity.Authority;
        jwt.RequireHttpsMetadata = false;
        jwt.TokenHandlers.Clear();
        jwt.TokenHandlers.Add(new RememberedTokens { MapInboundClaims = false });
        // Unknown keys are fetched again, at most once in this time.
        jwt.RefreshInterval = TimeSpan.FromSeconds(5);
        jwt.BackchannelTimeout = TimeSpan.FromSeconds(5);
        jwt.Events = new TokenEvents();
        jwt.TokenValidationParameters = new()
        {
            ValidIssuer = identity.Issuer,
            ValidAudience = identity.Audience,
            // Asymmetric ones alone: whoever can check a token must not be able to make one.
            ValidAlgorithms = ["ES256", "ES384", "ES512", "RS256", "RS384", "RS512", "PS256", "PS384", "PS512"],
            NameClaimType = "sub",
            RoleClaimType = "roles",
            ClockSkew = TimeSpan.FromSeconds(10),
        };
    }
}
