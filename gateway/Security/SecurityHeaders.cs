using Gateway.Documentation;
using Scalar.AspNetCore;

namespace Gateway.Security;

/// <summary>What a browser may do with an answer: load from here alone, guess no types, put it in no frame.</summary>
public static class SecurityHeaders
{
    private const string Own = "default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

    public static void UseSecurityHeaders(this WebApplication app) => app.Use((context, next) =>
    {
        // Late, because an error clears what was set before it.
        context.Response.OnStarting(() =>
        {
            var headers = context.Response.Headers;
            headers.ContentSecurityPolicy = PolicyFor(context);
            headers.XContentTypeOptions = "nosniff";
            headers["Referrer-Policy"] = "no-referrer";

            return Task.CompletedTask;
        });

        return next(context);
    });

    // Scalar writes its styles into the page, and its one inline script carries a nonce of this answer.
    private static string PolicyFor(HttpContext context) =>
        context.Request.Path.StartsWithSegments(DocumentationEndpoints.ReaderPath)
            ? $"{Own}; script-src 'self' 'nonce-{context.Items[ScalarOptions.NonceHttpContextItemKey]}'; "
              + "style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:"
            : Own;
}
