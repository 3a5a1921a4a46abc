using Stack.Processes;

namespace Stack.Broker;

/// <summary>A RabbitMQ of one's own, for as long as the object (or this process) lives.</summary>
public sealed class PrivateBroker : IAsyncDisposable
{
    private readonly StackProcess node;

    private PrivateBroker(StackProcess node) => this.node = node;

    /// <summary>The address without a virtual host: <c>amqp://stack:secret@127.0.0.1:21234</c>.</summary>
    public string Url => node.Url;

    /// <summary>Starts a node and waits until it serves, about six seconds.</summary>
    /// <param name="folder">Keeps the node's data and log.</param>
    /// <param name="virtualHosts">Exist when the node first boots, besides "/".</param>
    /// <param name="cancellation">Gives up, and leaves nothing running.</param>
    /// <exception cref="StackException">rabbitmq-server is missing, or its node did not start.</exception>
    public static async Task<PrivateBroker> Start(
        string folder, IReadOnlyList<string> virtualHosts, CancellationToken cancellation = default)
    {
        var server = RabbitMqServer.Find() ?? throw new StackException(RabbitMqPackage.HowToInstall);
        var log = new ProcessLog("rabbitmq", Path.Combine(folder, "log"), verbose: false);
        var broker = new PrivateBroker(RabbitMqNode.Describe(_ => Task.FromResult(server), folder, virtualHosts, log));
        try
        {
            await broker.node.Start(cancellation);
            return broker;
        }
        catch
        {
            await broker.DisposeAsync();
            throw;
        }
    }

    /// <summary>Stops the node, and everything that it started.</summary>
    public async ValueTask DisposeAsync() => await node.Stop();
}
