namespace Gateway.Site;

/// <summary>The files of <c>wwwroot</c>.</summary>
public static class Pages
{
    public static void UsePages(this WebApplication app) => app.UseFileServer(new FileServerOptions
    {
        // A browser asks by ETag whether its copy is still the newest one: pages of two versions don't fit together.
        StaticFileOptions = { OnPrepareResponse = file => file.Context.Response.Headers.CacheControl = "no-cache" },
    });
}
