using Stack.Machine;

namespace Stack.Broker;

/// <summary>An installed rabbitmq-server.</summary>
public sealed record RabbitMqServer(string Script, string Epmd)
{
    // Debian's command on the PATH insists on the system's user and node: the script behind it comes first.
    // None is asked for its version: the script has no such option, and would start a node.
    private static readonly string[] Folders = ["/usr/lib/rabbitmq/bin", "/opt/homebrew/sbin", "/usr/local/sbin"];

    /// <summary>Finds rabbitmq-server with Erlang's port mapper, or null.</summary>
    public static RabbitMqServer? Find() =>
        (FindScript(), Programs.Find("epmd")) is ({ } script, { } epmd) ? new(script, epmd) : null;

    private static string? FindScript() =>
        Folders.Select(folder => Path.Combine(folder, "rabbitmq-server")).FirstOrDefault(File.Exists)
        ?? Programs.Find("rabbitmq-server");
}
