using Yarp.ReverseProxy.Configuration;

namespace Bench.Bare;

/// <summary>YARP with one route to one address, and nothing else.</summary>
internal static class BareProxy
{
    public static async Task Run(string[] arguments)
    {
        var builder = WebApplication.CreateSlimBuilder(arguments);
        builder.Logging.ClearProviders();
        var route = new RouteConfig { RouteId = "all", ClusterId = "all", Match = new() { Path = "/{**path}" } };
        var cluster = new ClusterConfig
        {
            ClusterId = "all",
            Destinations = new Dictionary<string, DestinationConfig>
            {
                ["1"] = new() { Address = builder.Configuration["Backend"]! },
            },
        };
        builder.Services.AddReverseProxy().LoadFromMemory([route], [cluster]);

        var app = builder.Build();
        app.MapReverseProxy();
        await app.RunAsync();
    }
}
