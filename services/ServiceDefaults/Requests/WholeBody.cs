using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Logging;

namespace ServiceDefaults;

/// <summary>
/// Reads a request's body to its end before anything acts on the request. So a body that stalls, breaks off or is too
/// large is refused without an effect, and while it comes it keeps no permit, no module and no deadline from others.
/// </summary>
internal sealed class WholeBody(RequestDelegate next, Drain drain, ILogger<WholeBody> log)
{
    // What is longer waits in a temporary file, so that many at once cost disk and not memory.
    private const int MostInMemory = 32 * 1024;

    public Task InvokeAsync(HttpContext context) =>
        context.Features.Get<IHttpRequestBodyDetectionFeature>() is { CanHaveBody: false }
        || context.GetEndpoint() is null
        // Pages of a move are larger, and come from the gateway alone.
        || context.Request.IsInternal()
            ? next(context)
            : ReadFirst(context);

    private async Task ReadFirst(HttpContext context)
    {
        context.Request.EnableBuffering(MostInMemory);

        if (await Refusal(context) is { } refusal)
        {
            await refusal.ExecuteAsync(context);
            return;
        }

        context.Request.Body.Position = 0;
        await next(context);
    }

    private async Task<IResult?> Refusal(HttpContext context)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, drain.Ended);

        try
        {
            await context.Request.Body.DrainAsync(ending.Token);

            return null;
        }
        catch (BadHttpRequestException error)
        {
            return TypedResults.Problem($"{Reason(error.StatusCode)} Nothing was done.", statusCode: error.StatusCode);
        }
        catch (Exception error) when (error is OperationCanceledException or ConnectionResetException)
        {
            return drain.Ended.IsCancellationRequested
                ? Unavailable(context, "This process ends before the body has come. Try again.")
                : TypedResults.StatusCode(StatusCodes.Status499ClientClosedRequest);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            log.LogWarning("A request was refused, since its body couldn't be kept: {Reason}", error.Message);

            return Unavailable(context, "There is no room for the body. Try again soon.");
        }
    }

    private static ProblemHttpResult Unavailable(HttpContext context, string reason)
    {
        context.Response.Headers.RetryAfter = "5";
        // What is left of the body isn't waited for.
        context.Response.Headers.Connection = "close";

        return TypedResults.Problem(reason, statusCode: StatusCodes.Status503ServiceUnavailable);
    }

    private static string Reason(int status) => status switch
    {
        StatusCodes.Status408RequestTimeout => "The body came too slowly.",
        StatusCodes.Status413PayloadTooLarge => "The body is larger than 1 MB.",
        _ => "The body isn't framed as HTTP wants it.",
    };
}
