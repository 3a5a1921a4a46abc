using Microsoft.AspNetCore.Diagnostics;

namespace Monolith.Modules;

/// <summary>A write met a module that the monolith doesn't own, or no longer.</summary>
internal sealed class ModuleElsewhere(string module) : Exception($"'{module}' is moving or lives elsewhere.");

/// <summary>Answers 503: a moment later the gateway knows where the module is.</summary>
internal sealed class ModuleElsewhereHandler : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(
        HttpContext context, Exception exception, CancellationToken cancellationToken)
    {
        if (exception is not ModuleElsewhere)
        {
            return false;
        }

        context.Response.Headers.RetryAfter = "1";
        await TypedResults.Problem(exception.Message, statusCode: StatusCodes.Status503ServiceUnavailable)
            .ExecuteAsync(context);
        return true;
    }
}
