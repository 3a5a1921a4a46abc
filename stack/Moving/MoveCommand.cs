using Stack.Control;
using Stack.Terminal;

namespace Stack.Moving;

/// <summary>`extract` and `restore`: what the module needs is started, and then the gateway moves it.</summary>
internal static class MoveCommand
{
    /// <summary>Returns 0 only when the module is where it was to go.</summary>
    public static async Task<int> Run(MoveOptions options, StopSignals signals)
    {
        using var stack = RunningMonolith.In(options.State);

        try
        {
            foreach (var process in await stack.NeededBy(options.Module, signals.Stop))
            {
                Output.Line(process, "starting");
                await stack.Start(process, signals.Stop);
            }

            using var modules = await GatewayModules.At(stack.Gateway, signals.Stop);
            return await Move(options, modules, stack, signals.Stop);
        }
        catch (Exception error) when (error is HttpRequestException or IOException)
        {
            throw new StackException(
                $"The stack stopped answering: {error.Message}\n{await stack.WhatDied()}"
                + "Repeat the command: it goes on where it was.");
        }
    }

    private static async Task<int> Move(
        MoveOptions options, GatewayModules modules, RunnerClient stack, CancellationToken stop)
    {
        MoveLine? last = null;
        await foreach (var step in modules.Move(options.Module, options.To, stop))
        {
            last = step;
            Show(options.Module, step);
        }

        if (last?.Step != "done")
        {
            throw new StackException(
                $"{options.Module} was not moved. {last?.Detail ?? "The gateway went away."}\n{await stack.WhatDied()}"
                + "Repeat the command: it goes on where it was.");
        }

        foreach (var module in await modules.List(stop))
        {
            Output.Line(module.Module, module.Owner == "service" ? "lives in its service" : "lives in the monolith");
        }

        return 0;
    }

    private static void Show(string module, MoveLine step)
    {
        var records = step.Records > 0 ? $"{step.Records:n0} records" : "";
        var differences = step.Step is "shadow" or "compare" ? $"{step.Differences} differences" : "";
        Output.Line(
            module,
            $"{step.Step,-9} {records,16} {differences,15} {step.Milliseconds,7:n0} ms  {step.Detail}".TrimEnd());
    }
}
