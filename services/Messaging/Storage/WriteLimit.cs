using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Messaging.Storage;

public static class WriteLimit
{
    /// <summary>
    /// Turns changes away (503) while the writer has more waiting than it commits in a second or two: who is told to
    /// come back costs less than who waits. Readers, consumed messages and the relay have their own bounds.
    /// </summary>
    public static void UseWriteLimit<TDb>(this WebApplication app) where TDb : MessagingDb
    {
        var writer = app.Services.GetRequiredService<Writer<TDb>>();

        app.Use((context, next) =>
            writer.Waiting < Writer<TDb>.MostWaitingRequests || HttpMethods.IsGet(context.Request.Method)
                ? next(context)
                : Refuse(context));
    }

    private static Task Refuse(HttpContext context)
    {
        context.Response.Headers.RetryAfter = "2";
        return TypedResults
            .Problem("Too many changes wait to be stored. Try again soon.", statusCode: StatusCodes.Status503ServiceUnavailable)
            .ExecuteAsync(context);
    }
}
