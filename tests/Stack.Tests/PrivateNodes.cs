using RabbitMQ.Client;
using Stack.Broker;
using Stack.Processes;

namespace Stack.Tests;

/// <summary>Real nodes of the installed RabbitMQ.</summary>
public sealed class PrivateNodes : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public PrivateNodes() => Assert.SkipWhen(RabbitMqServer.Find() is null, "No rabbitmq-server is installed here.");

    [Fact]
    public async Task A_node_has_the_virtual_hosts_it_was_asked_for()
    {
        await using var broker = await PrivateBroker.Start(folder.FullPath, ["mine"]);

        await Connect($"{broker.Url}/mine");

        var refusal = await Assert.ThrowsAnyAsync<Exception>(() => Connect($"{broker.Url}/another"));
        Assert.Contains("vhost another not found", refusal.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_node_that_ends_leaves_no_process_and_keeps_its_queues()
    {
        List<int> sessions = [];
        var log = new ProcessLog("rabbitmq", folder.FullPath, verbose: false);
        var node = RabbitMqNode.Describe(
            _ => Task.FromResult(RabbitMqServer.Find()!), folder.FullPath, [], log, sessions.Add);

        await node.Start(CancellationToken.None);
        await Connect(node.Url, channel => channel.QueueDeclareAsync("kept", true, false, false));
        await node.Stop();
        await Eventually.Is(() => Running.Nothing(sessions));

        await node.Start(CancellationToken.None);
        await Connect(node.Url, channel => channel.QueueDeclarePassiveAsync("kept"));
        await node.Kill();
        await Eventually.Is(() => Running.Nothing(sessions));
    }

    [Fact]
    public async Task A_node_knows_its_own_user_alone()
    {
        await using var broker = await PrivateBroker.Start(folder.FullPath, []);
        var url = new UriBuilder(broker.Url) { UserName = "guest", Password = "guest" };

        var refusal = await Assert.ThrowsAnyAsync<Exception>(() => Connect($"{url}"));

        Assert.Contains("ACCESS_REFUSED", refusal.ToString(), StringComparison.Ordinal);
        await Connect(broker.Url);
        Assert.Equal(64, new Uri(broker.Url).UserInfo.Split(':')[1].Length);
    }

    public void Dispose() => folder.Dispose();

    private static async Task Connect(string url, Func<IChannel, Task>? use = null)
    {
        await using var connection = await new ConnectionFactory { Uri = new Uri(url) }.CreateConnectionAsync();
        await using var channel = await connection.CreateChannelAsync();
        await (use?.Invoke(channel) ?? Task.CompletedTask);
    }
}
