using Microsoft.AspNetCore.Http;

namespace Moving;

/// <summary>Lets a write through to a module that is owned here, and counts it until it is done.</summary>
internal sealed class ModuleWrites(RequestDelegate next, ModuleMoves moves)
{
    private static readonly (PathString Path, string Module)[] Owners =
    [
        ("/api/roadmaps", "content"),
        ("/api/operations/content", "content"),
        ("/api/enrollments", "progress"),
        ("/api/operations/progress", "progress"),
        ("/api/notifications", "notification"),
        ("/api/operations/notification", "notification"),
    ];

    public async Task InvokeAsync(HttpContext context)
    {
        if (ModuleOf(context.Request) is not { } module)
        {
            await next(context);
        }
        else if (module.Gate.TryEnter())
        {
            try
            {
                await next(context);
            }
            finally
            {
                module.Gate.Leave();
            }
        }
        else
        {
            context.Response.Headers.RetryAfter = "1";
            await TypedResults.Problem(
                $"{module.Name} is moving, or lives elsewhere. Try again in a second.",
                statusCode: StatusCodes.Status503ServiceUnavailable).ExecuteAsync(context);
        }
    }

    /// <summary>The module that a request writes to; null for whatever only reads.</summary>
    private Module? ModuleOf(HttpRequest request)
    {
        var method = request.Method;
        if (HttpMethods.IsGet(method) || HttpMethods.IsHead(method) || HttpMethods.IsOptions(method))
        {
            return null;
        }

        var owner = Array.Find(Owners, owner => request.Path.StartsWithSegments(owner.Path));
        return owner.Module is null ? null : moves.Find(owner.Module);
    }
}
