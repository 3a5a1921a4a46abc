using Stack.Broker;
using Stack.Machine;
using Stack.Terminal;

namespace Stack.Commands;

/// <summary>`dotnet run --project stack -- test`: all tests, with one broker for the whole run.</summary>
internal static class TestCommand
{
    private const string Variable = "RABBITMQ_URL";

    // A test that hangs ends its project with an error, instead of the whole run without a word.
    private static readonly string[] Patience = ["--timeout", "20m"];

    /// <summary>Runs `dotnet test` with the arguments and returns its exit code.</summary>
    public static async Task<int> Run(IReadOnlyList<string> arguments, StopSignals signals)
    {
        if (Environment.GetEnvironmentVariable(Variable) is { } given)
        {
            Output.Line("test", $"{Variable} names a broker, so the tests use that one.");
            return await DotNetTest(arguments, given, signals.Stop);
        }

        await RabbitMqPackage.FindOrInstall(Path.Combine(Repository.Root, ".stack", "logs"), signals.Stop);
        var folder = Path.Combine(Repository.Root, ".stack", "tests", $"{Environment.ProcessId}");
        try
        {
            Output.Line("test", "Starting a broker for the tests.");
            await using var broker = await PrivateBroker.Start(folder, VirtualHosts(), signals.Stop);
            // Each project replaces {project} with its own name, and so has a virtual host to itself.
            return await DotNetTest(arguments, $"{broker.Url}/{{project}}", signals.Stop);
        }
        catch (OperationCanceledException)
        {
            return 128 + 2;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static Task<int> DotNetTest(IReadOnlyList<string> arguments, string broker, CancellationToken stop) =>
        Programs.Run(
            Repository.DotNet,
            [
                "test", "--solution", Path.Combine(Repository.Root, "Microservices.sln"),
                .. arguments.Contains(Patience[0]) ? [] : Patience,
                .. arguments,
            ],
            stop,
            (Variable, broker));

    private static string[] VirtualHosts() =>
    [
        .. Directory.EnumerateFiles(Path.Combine(Repository.Root, "tests"), "*.csproj", SearchOption.AllDirectories)
            .Select(project => Path.GetFileNameWithoutExtension(project).ToLowerInvariant())
    ];
}
