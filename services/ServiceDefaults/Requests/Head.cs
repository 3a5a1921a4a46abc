using System.Net.Mime;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace ServiceDefaults;

/// <summary>
/// HEAD asks for what GET would answer, without the content (RFC 9110, 9.3.2). So it is carried out as a GET: Kestrel
/// goes by the method that arrived, and sends no content.
/// </summary>
public static class Head
{
    private static readonly object Asked = new();

    internal static void UseHead(this WebApplication app) => app.Use((context, next) =>
    {
        if (HttpMethods.IsHead(context.Request.Method))
        {
            context.Items[Asked] = true;
            context.Request.Method = HttpMethods.Get;
        }

        return next(context);
    });

    /// <summary>Whether the caller wants the headers alone.</summary>
    public static bool IsHead(this HttpRequest request) => request.HttpContext.Items.ContainsKey(Asked);

    /// <summary>Answers HEAD where a stream of events would never come to its end.</summary>
    public static RouteHandlerBuilder EndsAtHead(this RouteHandlerBuilder stream) =>
        stream.AddEndpointFilter(async (call, next) =>
        {
            if (!call.HttpContext.Request.IsHead())
            {
                return await next(call);
            }

            call.HttpContext.Response.ContentType = MediaTypeNames.Text.EventStream;
            return Results.Empty;
        });
}
