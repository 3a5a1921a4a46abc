using System.Globalization;
using System.Net.Sockets;
using Stack.Machine;
using Stack.Processes;
using Stack.State;

namespace Stack.Broker;

/// <summary>A node of RabbitMQ that nobody else on the machine sees: own ports, own data, own epmd.</summary>
internal static class RabbitMqNode
{
    // epmd is run here, in the guard's session, because the one that Erlang starts by itself outlives the node.
    private const string Start = """
        "$1" -port "$ERL_EPMD_PORT" -address 127.0.0.1 &
        exec "$2"
        """;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>
    /// A node whose data stay in the folder from one run to the next. It isn't started yet, nor is its server found.
    /// What <paramref name="settings"/> say, in the form of rabbitmq.conf, is added to its configuration.
    /// </summary>
    public static StackProcess Describe(
        Func<CancellationToken, Task<RabbitMqServer>> find,
        string folder,
        IReadOnlyList<string> virtualHosts,
        ProcessLog log,
        Action<int>? onSession = null,
        string settings = "")
    {
        var port = Ports.Free();
        var password = OwnerOnly.Secret(Path.Combine(OwnerOnly.Folder(folder), "password"));
        return new("rabbitmq", $"amqp://{Definitions.User}:{password}@127.0.0.1:{port}", Prepare, log)
        {
            IsReady = cancellation => Answers("127.0.0.1", port, cancellation),
            OnSession = onSession ?? (_ => { })
        };

        async Task<Command> Prepare(CancellationToken cancellation) =>
            Command(
                await find(cancellation), folder, port,
                Definitions.Configure(folder, password, virtualHosts, settings));
    }

    /// <summary>Whether a broker answers there: a listener that says nothing may be anything.</summary>
    public static async Task<bool> Answers(string host, int port, CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(Patience);
        try
        {
            using var client = new TcpClient();
            await client.ConnectAsync(host, port, limit.Token);
            await client.GetStream().WriteAsync("AMQP\0\0\x09\x01"u8.ToArray(), limit.Token);
            return await client.GetStream().ReadAsync(new byte[1], limit.Token) == 1;
        }
        catch (Exception failure) when (!cancellation.IsCancellationRequested
            && failure is SocketException or IOException or OperationCanceledException)
        {
            return false;
        }
    }

    private static Command Command(RabbitMqServer server, string folder, int port, string configuration)
    {
        var plugins = Path.Combine(folder, "enabled_plugins");
        File.WriteAllText(plugins, "[].");

        return new Command("sh", ["-c", Start, "sh", server.Epmd, server.Script])
        {
            Folder = folder,
            Variables = new Dictionary<string, string?>(Inherited())
            {
                ["HOME"] = folder,
                // The data are found by the node's name. Its own epmd keeps equal names apart.
                ["RABBITMQ_NODENAME"] = "stack@localhost",
                ["RABBITMQ_NODE_IP_ADDRESS"] = "127.0.0.1",
                ["RABBITMQ_NODE_PORT"] = Text(port),
                ["RABBITMQ_DIST_PORT"] = Text(Ports.Free()),
                ["ERL_EPMD_PORT"] = Text(Ports.Free()),
                ["ERL_EPMD_ADDRESS"] = "127.0.0.1",
                ["ERL_FLAGS"] = "-start_epmd false",
                ["RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS"] = "-kernel inet_dist_use_interface {127,0,0,1}",
                ["RABBITMQ_MNESIA_BASE"] = Path.Combine(folder, "data"),
                ["RABBITMQ_LOG_BASE"] = Path.Combine(folder, "log"),
                ["RABBITMQ_LOGS"] = "-",
                ["RABBITMQ_ENABLED_PLUGINS_FILE"] = plugins,
                ["RABBITMQ_CONF_ENV_FILE"] = "/dev/null",
                ["RABBITMQ_CONFIG_FILE"] = configuration
            }
        };
    }

    // Variables meant for another broker, like a container's RABBITMQ_DEFAULT_USER: null removes them.
    private static IEnumerable<KeyValuePair<string, string?>> Inherited() =>
        Environment.GetEnvironmentVariables().Keys.Cast<string>()
            .Where(name => name.StartsWith("RABBITMQ_", StringComparison.Ordinal))
            .Select(name => KeyValuePair.Create(name, (string?)null));

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
