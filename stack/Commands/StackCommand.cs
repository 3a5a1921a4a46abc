using System.Diagnostics;
using System.Net.Sockets;
using System.Security.Cryptography;
using Stack.Control;
using Stack.Machine;
using Stack.Moving;
using Stack.Parts;
using Stack.Processes;
using Stack.State;
using Stack.Terminal;

namespace Stack.Commands;

/// <summary>`dotnet run --project stack`: everything up, one table, one URL, and everything down again.</summary>
internal static class StackCommand
{
    /// <summary>Runs until somebody asks for the end. Returns 0, or throws before all is up.</summary>
    /// <exception cref="StackException">Something that is needed can't be had, or did not start.</exception>
    public static async Task<int> Run(StackOptions options, StopSignals signals)
    {
        OwnerOnly.FromNowOn();
        using var state = await StateFolder.Open(options.State, options.Clean, signals.Stop);
        var port = GatewayPort(options);

        var broker = await Needs.Broker(options, state, signals.Stop);
        var documents = Needs.Documents(options, state);
        var services = new Services(options, state, broker.Address, documents.Address, port).Describe();

        Need[] needs = [broker, documents];
        StackProcess[] stores = [.. needs.Select(need => need.Process).OfType<StackProcess>()];
        StackProcess[] all = [.. stores, .. services];

        try
        {
            var now = AtOnce(options, state);
            await Startup.InOrder([[.. stores.Where(now)], [.. services.Where(now)]], signals.Stop);
            await Serve(options, all, services, needs, state, signals.Stop);
        }
        catch (OperationCanceledException) when (signals.Stop.IsCancellationRequested)
        {
            Output.Line("stack", "Stopping. What is in hand is finished first; Ctrl-C again ends all at once.");
        }
        finally
        {
            await Shutdown.InOrder([services, stores], signals.Now);
        }

        return 0;
    }

    // Beside the monolith nothing else is needed, until a module leaves it.
    private static Func<StackProcess, bool> AtOnce(StackOptions options, StateFolder state)
    {
        var extracted = new Extracted(state).Services;
        return process => options.Shape == Shape.Microservices || process.Name switch
        {
            "monolith" or "gateway" => true,
            "rabbitmq" => extracted.Count > 0,
            "mongodb" => extracted.Contains("content"),
            var service => extracted.Contains(service)
        };
    }

    private static async Task Serve(
        StackOptions options, StackProcess[] all, IReadOnlyList<StackProcess> services, Need[] needs, StateFolder state,
        CancellationToken stop)
    {
        var token = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));
        var (server, url) = await ControlServer.Start(all, token, stop);
        await using var _ = server;

        var gateway = all[^1].Url;
        new ControlFile(url, token, gateway).Write(state);

        var modules = options.Shape == Shape.Monolith ? await Residents.At(new(gateway), stop) : null;
        Summary.Show(all, needs, modules, await Complaints.Of(services, stop), state);
        var took = DateTime.Now - Process.GetCurrentProcess().StartTime;
        Output.Line("stack", $"Ready after {took.TotalSeconds:0.0} s. Logs: {state.In("logs")}. Ctrl-C ends it.");
        Output.Line("stack", $"Open {gateway}");
        if (modules is not null)
        {
            Output.Line(
                "stack", $"Take a module out: dotnet run --project stack -- extract notification{Where(options)}");
        }

        await Task.Delay(Timeout.Infinite, stop);
    }

    private static string Where(StackOptions options) =>
        options.State == StateFolder.Of(options.Shape, Path.Combine(Repository.Root, ".stack"))
            ? ""
            : $" --state {Path.GetDirectoryName(options.State)}";

    private static int GatewayPort(StackOptions options)
    {
        const string choose = "choose another port (0 takes any free one): dotnet run --project stack -- --port 0";
        var port = options.Port == 0 ? Ports.Free() : options.Port;

        return Ports.Refusal(port) switch
        {
            null => port,
            { SocketErrorCode: SocketError.AddressAlreadyInUse } => throw new StackException(
                $"Port {port} is taken by another program, so the gateway can't listen there.\nEnd it, or {choose}"),
            { SocketErrorCode: SocketError.AccessDenied } => throw new StackException(
                $"The system keeps port {port} for root, and this is {Environment.UserName}: "
                + $"the gateway can't listen.\nUse 1024 or above: {choose}"),
            var refusal => throw new StackException(
                $"The gateway can't listen on port {port}: {refusal.Message}.\nTo go on, {choose}")
        };
    }
}
