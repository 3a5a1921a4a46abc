using System.CommandLine;
using System.Globalization;
using Stack.Machine;
using Stack.Moving;
using Stack.Parts;
using Stack.State;

namespace Stack.Commands;

/// <summary>The command line: the stack's own options, and the commands that move modules and run the tests.</summary>
internal sealed class CommandLine
{
    private readonly Option<int?> port = new("--port") { Description = "The gateway's (5080); 0 takes any free one" };
    private readonly Option<string?> rabbitMq = new("--rabbitmq")
    {
        Description = "A broker: amqp://user:password@host"
    };
    private readonly Option<string?> mongoDb = new("--mongodb") { Description = "A document store: mongodb://host" };
    private readonly Option<string?> shape = new("--shape")
    {
        Description = "microservices (as if not given), or monolith"
    };
    private readonly Option<string> state = new("--state") { Description = "Keeps data, logs and mail (.stack here)" };
    private readonly Option<bool> clean = new("--clean") { Description = "Begin with an empty state" };
    private readonly Option<bool> verbose = new("--verbose") { Description = "Show every log line" };
    private readonly Option<string[]> replicas = new("--replicas") { Description = "notification=3 (repeatable)" };
    private readonly Option<bool> shapes = new("--shapes")
    {
        Description = "The acceptance suite alone, in each shape"
    };
    private readonly Argument<string> module = new("module") { Description = string.Join(", ", Services.Names) };
    private readonly Option<string[]> set = new("--set") { Description = "gateway:Section:Key=Value (repeatable)" };

    /// <summary>Calls what the arguments name, or says what is wrong with them.</summary>
    public async Task<int> Invoke(
        string[] arguments,
        Func<StackOptions, Task<int>> run,
        Func<IReadOnlyList<string>, bool, Task<int>> test,
        Func<MoveOptions, Task<int>> move)
    {
        var tests = new Command("test", "Run all tests, with a broker of their own; what follows goes to dotnet test")
        {
            TreatUnmatchedTokensAsErrors = false
        };
        tests.Options.Add(shapes);
        tests.SetAction((result, _) => test(result.UnmatchedTokens, result.GetValue(shapes)));

        var extract = new Command("extract", "Move a module out of the running monolith, into a service")
        {
            module, state
        };
        extract.SetAction((result, _) => move(ReadMove(result, extract: true)));
        var restore = new Command("restore", "Move a module back into the running monolith") { module, state };
        restore.SetAction((result, _) => move(ReadMove(result, extract: false)));

        var root = new RootCommand("Starts the whole stack on this machine, and takes it down again at Ctrl-C.")
        {
            shape, port, rabbitMq, mongoDb, state, clean, verbose, replicas, set, extract, restore, tests
        };
        root.SetAction((result, _) => run(Read(result)));

        // Signals are ours: the library would end the process two seconds after the first one.
        return await root.Parse(arguments).InvokeAsync(new InvocationConfiguration
        {
            ProcessTerminationTimeout = null,
            EnableDefaultExceptionHandler = false
        });
    }

    private StackOptions Read(ParseResult result)
    {
        var given = ShapeOf(result.GetValue(shape));
        return new()
        {
            Shape = given,
            Port = Between0And65535(result.GetValue(port) ?? StackOptions.DefaultPort),
            RabbitMq = Address("--rabbitmq", result.GetValue(rabbitMq), "amqp://", "amqps://"),
            MongoDb = Address("--mongodb", result.GetValue(mongoDb), "mongodb://", "mongodb+srv://"),
            State = StateFolder.Of(given, Folder(result)),
            Clean = result.GetValue(clean),
            Verbose = result.GetValue(verbose),
            Replicas = EachOnce((result.GetValue(replicas) ?? []).Select(replica => Replica(replica, given))),
            Settings = [.. (result.GetValue(set) ?? []).Select(Setting)]
        };
    }

    private MoveOptions ReadMove(ParseResult result, bool extract) =>
        new(Module(result.GetValue(module)!), extract, Folder(result));

    private string Folder(ParseResult result) => result.GetValue(state) switch
    {
        null => Path.Combine(Repository.Root, ".stack"),
        "" => throw new StackException("--state is empty: name a folder, or leave it out for .stack in this clone."),
        var file when File.Exists(file) => throw new StackException($"--state {file}: that is a file. Name a folder."),
        var folder => folder
    };

    private static Shape ShapeOf(string? given) => given switch
    {
        null or "microservices" => Shape.Microservices,
        "monolith" => Shape.Monolith,
        _ => throw new StackException($"--shape {given}: a shape is microservices or monolith.")
    };

    private static string Module(string given) =>
        Services.Names.Contains(given)
            ? given
            : throw new StackException($"{given} is no module. There are {string.Join(", ", Services.Names)}.");

    private static string? Address(string option, string? given, params string[] schemes) =>
        given is null || (Uri.TryCreate(given, UriKind.Absolute, out _) && schemes.Any(given.StartsWith))
            ? given
            : throw new StackException($"{option} {given}: an address is {string.Join(" or ", schemes)}, and a host.");

    private static int Between0And65535(int port) =>
        port is >= 0 and <= 65535
            ? port
            : throw new StackException($"--port {port}: a port is a number from 0 to 65535.");

    private static KeyValuePair<string, int> Replica(string given, Shape shape) =>
        shape == Shape.Monolith
            ? throw new StackException($"--replicas {given}: beside the monolith there is one of each service.")
            : Replica(given);

    private static KeyValuePair<string, int> Replica(string given) =>
        given.Split('=') is [var service, var text]
            && Services.Names.Contains(service)
            && int.TryParse(text, CultureInfo.InvariantCulture, out var count)
            && count is >= 1 and <= 9
                ? new(service, count)
                : throw new StackException(
                    $"--replicas {given}: write <service>=<1 to 9>, a service of {string.Join(", ", Services.Names)}.");

    private static Dictionary<string, int> EachOnce(IEnumerable<KeyValuePair<string, int>> replicas)
    {
        var counts = new Dictionary<string, int>();
        return replicas.All(replica => counts.TryAdd(replica.Key, replica.Value))
            ? counts
            : throw new StackException("--replicas names a service twice: name each once.");
    }

    private static Setting Setting(string given)
    {
        var colon = given.IndexOf(':', StringComparison.Ordinal);
        var equals = given.IndexOf('=', StringComparison.Ordinal);
        return 0 < colon && colon + 1 < equals
            ? new(given[..colon], given[(colon + 1)..equals], given[(equals + 1)..])
            : throw new StackException(
                $"--set {given}: write <process>:<key>=<value>, like gateway:Logging:LogLevel:Default=Debug.");
    }
}
