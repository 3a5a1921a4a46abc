using Yarp.ReverseProxy;
using Yarp.ReverseProxy.Model;

namespace Gateway.Moving;

/// <summary>
/// The modules that may live in a monolith, and which cluster serves each. Without a monolith there are none, and every
/// service serves itself.
/// </summary>
public sealed class ModuleMap(IProxyStateLookup proxy, IConfiguration configuration)
{
    public const string Monolith = "monolith";

    private static readonly string[] Names = ["notification", "progress", "content"];

    public IReadOnlyList<RoutedModule> All { get; } =
        HasMonolith(configuration) ? [.. Names.Select(name => new RoutedModule(name, Patience(configuration)))] : [];

    /// <summary>Whether there is a monolith to move modules out of, and a key to do so.</summary>
    public static bool HasMonolith(IConfiguration configuration) =>
        !string.IsNullOrEmpty(configuration["Modules:Key"])
        && configuration.GetSection($"ReverseProxy:Clusters:{Monolith}:Destinations").GetChildren().Any();

    public RoutedModule? Find(string? name) => All.FirstOrDefault(module => module.Name == name);

    /// <summary>Where requests go that the configuration sends to <paramref name="cluster"/>.</summary>
    public ClusterState OwnerOf(ClusterState cluster) =>
        Find(cluster.ClusterId) is { } module ? Cluster(module, module.Residence.Owner) : cluster;

    /// <summary>The cluster at that side of a module.</summary>
    public ClusterState Cluster(RoutedModule module, Side side) =>
        proxy.TryGetCluster(side == Side.Monolith ? Monolith : module.Name, out var cluster)
            ? cluster
            : throw new InvalidOperationException($"ReverseProxy:Clusters has no {module.Name}.");

    private static TimeSpan Patience(IConfiguration configuration) =>
        TimeSpan.FromSeconds(configuration.GetValue("Modules:HoldSeconds", 5.0));
}
