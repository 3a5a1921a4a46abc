using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace ServiceDefaults;

/// <summary>
/// JSON between systems is UTF-8 (RFC 8259, 8.1). Any other charset is refused here, because the framework answers
/// one that it can't decode (utf-7, a misspelling) with a 500.
/// </summary>
internal sealed class Utf8Only(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext context)
    {
        if (!MediaTypeHeaderValue.TryParse(context.Request.ContentType, out var type)
            || !type.Charset.HasValue
            || HeaderUtilities.RemoveQuotes(type.Charset).Equals("utf-8", StringComparison.OrdinalIgnoreCase))
        {
            return next(context);
        }

        context.Response.StatusCode = StatusCodes.Status415UnsupportedMediaType;

        return Task.CompletedTask;
    }
}
