using Microsoft.AspNetCore.HostFiltering;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;
using ServiceDefaults;

namespace Gateway.Site;

/// <summary>
/// Answers to the names of this site alone. A page elsewhere may point a name of its own at this machine: its requests
/// then carry that name, and would be given a token.
/// </summary>
public static class AllowedHosts
{
    private const string Key = "AllowedHosts";

    // The framework's own filter refuses probes as well, which call an instance by its address.
    public static void AddAllowedHosts(this WebApplicationBuilder builder) =>
        builder.Services.PostConfigure<HostFilteringOptions>(filter => filter.AllowedHosts = ["*"]);

    public static void UseAllowedHosts(this WebApplication app)
    {
        var configured = app.Configuration[Key] ?? "";
        List<string> names =
            [.. configured.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)];
        if (app.Services.GetRequiredService<IOptions<SiteOptions>>().Value.Public is { } site)
        {
            names.Add(site.Host);
        }

        if (!names.Contains("*"))
        {
            // As they stand in a request: without umlauts.
            List<StringSegment> hosts = [.. names.Select(name => new HostString(name).ToUriComponent())];
            app.Use((context, next) => IsAllowed(context.Request, hosts) ? next(context) : Refuse(context));
        }
    }

    // Only a client of HTTP/1.0 names no host: no browser.
    private static bool IsAllowed(HttpRequest request, IList<StringSegment> hosts) =>
        !request.Host.HasValue
        || HostString.MatchesAny(request.Headers.Host.ToString(), hosts)
        || request.Path.StartsWithSegments(Health.Path);

    private static Task Refuse(HttpContext context) => TypedResults
        .Problem(
            $"This site has another name. {Key} lists those it answers to, Site:PublicUrl adds one.",
            statusCode: StatusCodes.Status400BadRequest)
        .ExecuteAsync(context);
}
