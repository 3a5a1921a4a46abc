using Faults.Books;
using Stack;
using Stack.Broker;
using Stack.Machine;
using Stack.Processes;

namespace Faults.Lab;

/// <summary>
/// The three services as processes, a broker that is theirs alone behind a <see cref="Proxy"/>, database files, and a
/// <see cref="Course"/> whose lessons can be completed.
/// </summary>
internal sealed class Site : IAsyncDisposable
{
    private const string VirtualHost = "faults";

    // No services but those that are started aside use this one.
    private const string Aside = "aside";

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("faults-");
    private readonly int proxyPort = Ports.Free();
    private int made;

    private Site()
    {
        var server = RabbitMqServer.Find() ?? throw new StackException(RabbitMqPackage.HowToInstall);
        Broker = RabbitMqNode.Describe(
            _ => Task.FromResult(server),
            Path.Combine(folder.FullName, "rabbitmq"),
            [VirtualHost, Aside],
            new ProcessLog("rabbitmq", folder.FullName, verbose: false),
            // A frozen process is given up within seconds, not within a minute; and what the faults cause is no news.
            settings: "heartbeat = 2\nlog.console.level = critical\n");
        Proxy = new Proxy(proxyPort, new Uri(Broker.Url).Port);
    }

    public TestIdentity Identity { get; } = new();

    public StackProcess Broker { get; }

    public Proxy Proxy { get; }

    public Service Content { get; private set; } = null!;

    public Service Progress { get; private set; } = null!;

    public Service Notification { get; private set; } = null!;

    public IReadOnlyList<Service> Services => [Content, Progress, Notification];

    /// <summary>All that clients have asked for since the start.</summary>
    public List<Completion> Asked { get; } = [];

    /// <summary>The broker itself, past the proxy.</summary>
    public Uri BrokerUrl => new($"{Broker.Url}/{VirtualHost}");

    /// <summary>Set by what went wrong: logs and databases are then kept.</summary>
    public bool KeepFolder { get; set; }

    public string Folder => folder.FullName;

    public static async Task<Site> Start()
    {
        var site = new Site();
        try
        {
            await site.Identity.Start();
            await site.Broker.Start(CancellationToken.None);
            site.Content = site.Describe("Content", VirtualHost);
            site.Progress = site.Describe("Progress", VirtualHost);
            site.Notification = site.Describe("Notification", VirtualHost);
            await Task.WhenAll(site.Services.Select(service => service.Start()));
            await Course.Publish(site.Content.Url, site.Identity.TokenFor("author", "author"));
            return site;
        }
        catch
        {
            await site.DisposeAsync();
            throw;
        }
    }

    /// <summary>Another process of progress on the same file.</summary>
    public Service AnotherProgress() => Describe("Progress", VirtualHost, Progress.Database);

    /// <summary>A service with an empty database, and nothing to do with the others.</summary>
    public Service StartedAside(string project) => Describe(project, Aside);

    /// <summary>Ends the services, which gives every message in their hands back to the broker.</summary>
    public Task End() => Task.WhenAll(Services.Select(service => service.Stop()));

    public async ValueTask DisposeAsync()
    {
        // None is described yet when the broker did not start.
        foreach (var service in Services.Where(service => service is not null))
        {
            await service.DisposeAsync();
        }

        await Broker.Stop();
        Proxy.Dispose();
        await Identity.DisposeAsync();
        if (!KeepFolder)
        {
            folder.Delete(recursive: true);
        }
    }

    private Service Describe(string project, string virtualHost, string? database = null)
    {
        var own = Directory.CreateDirectory(Path.Combine(Folder, $"{project.ToLowerInvariant()}-{++made}")).FullName;
        var broker = new UriBuilder(Broker.Url) { Port = proxyPort, Path = virtualHost };
        return new(project, own, database ?? Path.Combine(own, "test.db"), $"{broker}", Identity.Authority);
    }
}
