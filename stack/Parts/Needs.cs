using Stack.Broker;
using Stack.Commands;
using Stack.Machine;
using Stack.Processes;
using Stack.State;
using Stack.Terminal;

namespace Stack.Parts;

/// <summary>What the services need, and the process behind it where the stack runs one itself.</summary>
internal sealed record Need(string Name, string Address, StackProcess? Process, string Remark);

internal static class Needs
{
    /// <summary>The given broker, or a private node of the installed one.</summary>
    public static async Task<Need> Broker(StackOptions options, StateFolder state, CancellationToken cancellation)
    {
        if (options.RabbitMq is { } given)
        {
            var address = new Uri(given);
            if (!await RabbitMqNode.Answers(address.Host, address.Port < 0 ? 5672 : address.Port, cancellation))
            {
                Output.Problem(
                    "rabbitmq", $"No broker answers at {address.Authority}. Events are kept until one does.");
            }

            return new("rabbitmq", given, null, "given by --rabbitmq");
        }

        var log = new ProcessLog("rabbitmq", state.In("logs"), options.Verbose);
        var node = RabbitMqNode.Describe(
            stop => RabbitMqPackage.FindOrInstall(state.In("logs"), stop),
            state.In("rabbitmq"), [], log, state.Remember);
        return new("rabbitmq", node.Url, node, "a private node");
    }

    /// <summary>Where content keeps its documents: the given MongoDB, a private one, or a file.</summary>
    public static Need Documents(StackOptions options, StateFolder state)
    {
        if (options.MongoDb is { } given)
        {
            return new("mongodb", WithDatabase(given), null, "given by --mongodb");
        }

        if (Programs.Find("mongod") is not { } mongod)
        {
            var file = $"Data Source={state.In("data", "content.db")}";
            return new("mongodb", file, null, "stands in: no mongod is installed");
        }

        var port = Ports.Free();
        var data = OwnerOnly.Folder(state.In("mongodb"));
        var command = new Command(mongod, ["--dbpath", data, "--port", $"{port}", "--bind_ip", "127.0.0.1"]);
        var log = new ProcessLog("mongodb", state.In("logs"), options.Verbose);
        var process = new StackProcess("mongodb", $"mongodb://127.0.0.1:{port}", command, log)
        {
            IsReady = cancellation => Ports.Answers("127.0.0.1", port, cancellation),
            OnSession = state.Remember
        };
        return new("mongodb", WithDatabase(process.Url), process, "a private mongod");
    }

    /// <summary>The address with a database: `content`, unless it names one.</summary>
    private static string WithDatabase(string address)
    {
        var hosts = address.IndexOf("://", StringComparison.Ordinal) + 3;
        var options = address.IndexOf('?', hosts) is var question and >= 0 ? question : address.Length;
        var (server, rest) = (address[..options].TrimEnd('/'), address[options..]);
        return server.IndexOf('/', hosts) < 0 ? $"{server}/content{rest}" : address;
    }
}
