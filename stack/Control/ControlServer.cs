using System.Net;
using System.Security.Cryptography;
using System.Text;
using Stack.Processes;

namespace Stack.Control;

/// <summary>Lets tests and experiments on this machine stop, start and kill a process by name.</summary>
internal static class ControlServer
{
    /// <summary>Starts it on a free port of the loopback interface.</summary>
    public static async Task<(WebApplication Server, string Url)> Start(
        IReadOnlyList<StackProcess> processes, string token, CancellationToken cancellation)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        builder.Services.AddRoutingCore().AddProblemDetails();
        // A web page may point a name of its own at 127.0.0.1. Its requests then carry that name.
        builder.Services.AddHostFiltering(filter =>
        {
            filter.AllowedHosts = ["127.0.0.1", "localhost"];
            filter.IncludeFailureMessage = false;
        });

        var server = builder.Build();
        server.UseExceptionHandler();
        server.UseStatusCodePages();
        server.UseHostFiltering();
        server.Use((context, next) => Authorize(context, next, token));
        server.UseRouting();
        server.MapProcesses(processes);

        await server.StartAsync(cancellation);
        return (server, server.Urls.Single());
    }

    private static Task Authorize(HttpContext context, RequestDelegate next, string token)
    {
        var given = Encoding.UTF8.GetBytes(context.Request.Headers.Authorization.ToString());
        if (CryptographicOperations.FixedTimeEquals(given, Encoding.UTF8.GetBytes($"Bearer {token}")))
        {
            return next(context);
        }

        context.Response.StatusCode = StatusCodes.Status401Unauthorized;
        context.Response.Headers.WWWAuthenticate = "Bearer";
        return Task.CompletedTask;
    }
}
