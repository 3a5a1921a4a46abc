using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;

namespace ServiceDefaults;

/// <summary>Roles of a token, each a policy of the same name: <c>RequireAuthorization(Role.Author)</c>.</summary>
public static class Role
{
    public const string Learner = "learner";
    public const string Author = "author";
    public const string Operator = "operator";

    public static readonly IReadOnlyList<string> All = [Learner, Author, Operator];
}

/// <summary>Who calls.</summary>
public static class Learner
{
    /// <summary>The token's subject. Throws where no token was required.</summary>
    public static string LearnerId(this ClaimsPrincipal caller) => caller.FindFirstValue("sub")
        ?? throw new InvalidOperationException("No learner is known here: the endpoint lacks RequireAuthorization.");

    /// <summary>When the caller's token ends. Throws where no token was required.</summary>
    public static DateTimeOffset TokenEnd(this HttpContext context) =>
        context.Features.Get<IAuthenticateResultFeature>()?.AuthenticateResult?.Properties?.ExpiresUtc
        ?? throw new InvalidOperationException("No token is known here: the endpoint lacks RequireAuthorization.");
}
