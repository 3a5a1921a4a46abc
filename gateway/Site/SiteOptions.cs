using System.ComponentModel.DataAnnotations;
using System.Net;

namespace Gateway.Site;

/// <summary>How the site is reached from outside (section <c>Site</c>).</summary>
public sealed class SiteOptions : IValidatableObject
{
    /// <summary>Its address as browsers have it: <c>https://learning.example.org</c>.</summary>
    public string? PublicUrl { get; init; }

    /// <summary>The proxies that may say for whom they ask: addresses and networks, separated by semicolons.</summary>
    public string? TrustedProxies { get; init; }

    /// <summary><see cref="PublicUrl"/> taken apart; null without one.</summary>
    public Uri? Public => Uri.TryCreate(PublicUrl, UriKind.Absolute, out var url) ? url : null;

    internal IEnumerable<IPNetwork> TrustedNetworks => Proxies.Select(proxy => Network(proxy)!.Value);

    private string[] Proxies =>
        (TrustedProxies ?? "").Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (!string.IsNullOrEmpty(PublicUrl) && Public is not { Scheme: "http" or "https", PathAndQuery: "/" })
        {
            yield return new("Site:PublicUrl must be like https://learning.example.org, without a path.");
        }

        foreach (var proxy in Proxies.Where(proxy => Network(proxy) is null))
        {
            yield return new($"Site:TrustedProxies: {proxy} is neither an address nor a network like 10.0.0.0/8.");
        }
    }

    private static IPNetwork? Network(string proxy) =>
        IPAddress.TryParse(proxy, out var address) ? new(address, address.GetAddressBytes().Length * 8)
        : IPNetwork.TryParse(proxy, out var network) ? network
        : null;
}
