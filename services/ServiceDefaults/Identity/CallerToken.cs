using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;

namespace ServiceDefaults;

/// <summary>What the caller's token says. All of it throws where no token was required.</summary>
public static class CallerToken
{
    /// <summary>Who calls, whatever their role: the token's subject, 1 to 100 characters.</summary>
    public static string Subject(this ClaimsPrincipal caller) => caller.FindFirstValue("sub")
        ?? throw new InvalidOperationException("Nobody is known here: the endpoint lacks RequireAuthorization.");

    /// <summary>A learner is known by their subject.</summary>
    public static string LearnerId(this ClaimsPrincipal learner) => learner.Subject();

    /// <summary>When the token ends.</summary>
    public static DateTimeOffset TokenEnd(this HttpContext context) =>
        context.Features.Get<IAuthenticateResultFeature>()?.AuthenticateResult?.Properties?.ExpiresUtc
        ?? throw new InvalidOperationException("No token is known here: the endpoint lacks RequireAuthorization.");
}
