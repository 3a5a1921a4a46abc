using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;

namespace Testing;

public static class Patience
{
    /// <summary>Lets a body stall for ever, so that a test can see what it keeps from others meanwhile.</summary>
    public static void WaitForBodiesForEver(this IWebHostBuilder builder) => builder.ConfigureTestServices(services =>
        services.PostConfigure<KestrelServerOptions>(kestrel => kestrel.Limits.MinRequestBodyDataRate = null));
}
