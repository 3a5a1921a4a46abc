using RabbitMQ.Client;
using Stack.Broker;
using Stack.Processes;

namespace Stack.Tests;

/// <summary>Real nodes of the installed RabbitMQ.</summary>
public sealed class PrivateNodes(PrivateNodes.Node node) : IClassFixture<PrivateNodes.Node>, IDisposable
{
    private readonly TemporaryFolder folder = new();

    [Fact]
    public async Task A_node_has_the_virtual_hosts_it_was_asked_for()
    {
        await Connect($"{node.Url}/{Node.VirtualHost}");

        var refusal = await Assert.ThrowsAnyAsync<Exception>(() => Connect($"{node.Url}/another"));
        Assert.Contains("vhost another not found", refusal.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_node_that_ends_leaves_no_process_and_keeps_its_queues()
    {
        SkipUnlessInstalled();
        List<int> sessions = [];
        var log = new ProcessLog("rabbitmq", folder.FullPath, verbose: false);
        var own = RabbitMqNode.Describe(
            _ => Task.FromResult(RabbitMqServer.Find()!), folder.FullPath, [], log, sessions.Add);

        await own.Start(CancellationToken.None);
        await Connect(own.Url, channel => channel.QueueDeclareAsync("kept", true, false, false));
        await own.Stop();
        await Eventually.Is(() => Running.Nothing(sessions));

        await own.Start(CancellationToken.None);
        await Connect(own.Url, channel => channel.QueueDeclarePassiveAsync("kept"));
        await own.Kill();
        await Eventually.Is(() => Running.Nothing(sessions));
    }

    [Fact]
    public async Task A_node_knows_its_own_user_alone()
    {
        var url = new UriBuilder(node.Url) { UserName = "guest", Password = "guest" };

        var refusal = await Assert.ThrowsAnyAsync<Exception>(() => Connect($"{url}"));

        Assert.Contains("ACCESS_REFUSED", refusal.ToString(), StringComparison.Ordinal);
        await Connect(node.Url);
        Assert.Equal(64, new Uri(node.Url).UserInfo.Split(':')[1].Length);
    }

    public void Dispose() => folder.Dispose();

    private static void SkipUnlessInstalled() =>
        Assert.SkipWhen(RabbitMqServer.Find() is null, "No rabbitmq-server is installed here.");

    private static async Task Connect(string url, Func<IChannel, Task>? use = null)
    {
        await using var connection = await new ConnectionFactory { Uri = new Uri(url) }.CreateConnectionAsync();
        await using var channel = await connection.CreateChannelAsync();
        await (use?.Invoke(channel) ?? Task.CompletedTask);
    }

    /// <summary>A node that no test stops.</summary>
    public sealed class Node : IAsyncLifetime
    {
        public const string VirtualHost = "mine";

        private readonly TemporaryFolder folder = new();
        private PrivateBroker? broker;

        /// <summary>Its address; skips the test where there can be none.</summary>
        public string Url
        {
            get
            {
                SkipUnlessInstalled();
                return broker!.Url;
            }
        }

        public async ValueTask InitializeAsync() => broker =
            RabbitMqServer.Find() is null ? null : await PrivateBroker.Start(folder.FullPath, [VirtualHost]);

        public async ValueTask DisposeAsync()
        {
            await (broker?.DisposeAsync() ?? default);
            folder.Dispose();
        }
    }
}
