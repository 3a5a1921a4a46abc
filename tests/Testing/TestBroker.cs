using System.Reflection;
using Stack.Broker;
using Xunit;

namespace Testing;

/// <summary>
/// The broker of a test project: a virtual host of the one that <c>RABBITMQ_URL</c> names, where <c>{project}</c>
/// stands for the project's name in lower case, or a private node that lives as long as the tests.
/// Use it with <c>[assembly: AssemblyFixture(typeof(TestBroker))]</c>.
/// </summary>
public sealed class TestBroker : IAsyncLifetime
{
    private DirectoryInfo? folder;
    private PrivateBroker? node;

    /// <summary>Its AMQP address.</summary>
    public Uri Url { get; private set; } = null!;

    /// <summary>
    /// The address that the environment names, for the calling test project; null when it names none.
    /// </summary>
    public static Uri? Given =>
        Environment.GetEnvironmentVariable("RABBITMQ_URL") is { Length: > 0 } url
            ? new Uri(url.Replace("{project}", Project, StringComparison.Ordinal))
            : null;

    /// <summary>Whether a private node can be had on this machine.</summary>
    public static bool IsInstalled => RabbitMqServer.Find() is not null;

    // A project of xunit.v3 is an executable of its own, whoever runs it.
    private static string Project => Assembly.GetEntryAssembly()!.GetName().Name!.ToLowerInvariant();

    public async ValueTask InitializeAsync() => Url = Given ?? await StartNode();

    public async ValueTask DisposeAsync()
    {
        if (node is not null)
        {
            await node.DisposeAsync();
            folder!.Delete(recursive: true);
        }
    }

    private async Task<Uri> StartNode()
    {
        folder = Directory.CreateTempSubdirectory("broker-");
        node = await PrivateBroker.Start(folder.FullName, virtualHosts: []);
        return new Uri(node.Url);
    }
}
