using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http.HttpResults;
using ServiceDefaults;

namespace Gateway.Identity;

public static class SessionEndpoints
{
    public static void MapSession(this WebApplication app) => app
        .MapPost("/api/session", CreateSession)
        .WithSummary("Start a session")
        .WithDescription("Hands out a token for any subject. In development only.");

    private static Results<Ok<Session>, ValidationProblem> CreateSession(NewSession session, SessionTokens tokens) =>
        session.Roles.Count > 0 && session.Roles.All(Role.All.Contains)
            ? TypedResults.Ok(tokens.Create(session.Subject, session.Roles))
            : BadInput.Field("roles", $"At least one of {string.Join(", ", Role.All)}, and no other.");
}

/// <summary>Whom to be.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record NewSession([PlainText(1, 100)] string Subject, IReadOnlyList<string> Roles);
