using System.Text;

namespace Bench.Bare;

/// <summary>A service that answers everything with a kilobyte, at once.</summary>
internal static class StandIn
{
    private static readonly byte[] Body = Encoding.ASCII.GetBytes($"{{\"text\":\"{new string('x', 1013)}\"}}");

    public static async Task Run(string[] arguments)
    {
        var builder = WebApplication.CreateSlimBuilder(arguments);
        builder.Logging.ClearProviders();
        var app = builder.Build();
        app.Run(context =>
        {
            context.Response.ContentType = "application/json";
            context.Response.ContentLength = Body.Length;
            return context.Response.Body.WriteAsync(Body).AsTask();
        });
        await app.RunAsync();
    }
}
