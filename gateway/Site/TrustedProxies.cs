using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.Options;

namespace Gateway.Site;

/// <summary>Takes a caller's address from X-Forwarded-For, as far as trusted proxies have written it.</summary>
public static class TrustedProxies
{
    public static void AddTrustedProxies(this WebApplicationBuilder builder)
    {
        builder.Services.AddOptions<SiteOptions>()
            .BindConfiguration("Site").ValidateDataAnnotations().ValidateOnStart();
        builder.Services.AddOptions<ForwardedHeadersOptions>()
            .Configure<IOptions<SiteOptions>>((headers, site) => Trust(headers, [.. site.Value.TrustedNetworks]));
    }

    public static void UseTrustedProxies(this WebApplication app) => app.UseForwardedHeaders();

    private static void Trust(ForwardedHeadersOptions headers, IReadOnlyList<System.Net.IPNetwork> networks)
    {
        // An empty list of known networks would mean that everybody is believed.
        headers.ForwardedHeaders = networks.Count > 0 ? ForwardedHeaders.XForwardedFor : ForwardedHeaders.None;
        // From right to left, until somebody who isn't trusted.
        headers.ForwardLimit = null;
        // Loopback is no exception: anybody on this machine calls from there.
        headers.KnownProxies.Clear();
        headers.KnownIPNetworks.Clear();
        foreach (var network in networks)
        {
            headers.KnownIPNetworks.Add(network);
        }
    }
}
