using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Http;

namespace ServiceDefaults;

/// <summary>What token validation leaves open: a provider that is away, and a subject that can't be one.</summary>
internal sealed class TokenEvents : JwtBearerEvents
{
    public override async Task MessageReceived(MessageReceivedContext context)
    {
        if (context.Request.IsInternal())
        {
            context.NoResult();
            return;
        }

        if (!context.Request.Headers.Authorization.ToString().StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase))
        {
            return;
        }

        try
        {
            // From memory, but for the first time.
            await context.Options.ConfigurationManager!.GetConfigurationAsync(context.HttpContext.RequestAborted);
        }
        catch (InvalidOperationException error)
        {
            context.Fail(new ProviderUnreachable(error));
        }
    }

    public override Task TokenValidated(TokenValidatedContext context)
    {
        var subject = context.Principal?.FindFirst("sub")?.Value;

        if (subject is not { Length: >= 1 and <= 100 } || subject.Any(char.IsControl))
        {
            context.Fail("The subject must be 1 to 100 characters, none of them a control character.");
        }

        return Task.CompletedTask;
    }

    public override async Task Challenge(JwtBearerChallengeContext context)
    {
        // Neither a good token nor a bad one: nobody can tell, for now.
        if (context.AuthenticateFailure is ProviderUnreachable)
        {
            context.HandleResponse();
            context.Response.Headers.RetryAfter = "5";
            await TypedResults
                .Problem(context.AuthenticateFailure.Message, statusCode: StatusCodes.Status503ServiceUnavailable)
                .ExecuteAsync(context.HttpContext);
        }
    }

    private sealed class ProviderUnreachable(Exception cause)
        : Exception("The identity provider can't be reached, so no token can be checked. Try again soon.", cause);
}
