namespace Stack.Broker;

/// <summary>An installed rabbitmq-server.</summary>
public sealed record RabbitMqServer(string Script, string Epmd)
{
    // Debian's and Fedora's command on the PATH insists on the system's user and node: the script behind it comes first.
    // Nobody is asked for a version: the script knows no such option, it would start a node.
    private static readonly string[] Scripts =
        ["/usr/lib/rabbitmq/bin/rabbitmq-server", "/opt/homebrew/sbin/rabbitmq-server", "/usr/local/sbin/rabbitmq-server"];

    /// <summary>Finds rabbitmq-server with Erlang's port mapper, or null.</summary>
    public static RabbitMqServer? Find() =>
        (Scripts.FirstOrDefault(File.Exists) ?? Programs.Find("rabbitmq-server"), Programs.Find("epmd")) is ({ } script, { } epmd)
            ? new(script, epmd)
            : null;
}
