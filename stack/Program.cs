using Spectre.Console;
using Stack.Modules;

namespace Stack;

internal static class Program
{
    private static async Task<int> Main(string[] arguments)
    {
        if (OperatingSystem.IsWindows())
        {
            Console.Error.WriteLine("This needs Linux or macOS. On Windows use WSL, or `docker compose up --build`.");
            return 1;
        }

        using var signals = new StopSignals();
        Parent.Follow(signals);

        try
        {
            return await new CommandLine().Invoke(
                arguments,
                options => StackCommand.Run(options, signals),
                (tests, shapes) => shapes ? ShapesCommand.Run(tests, signals) : TestCommand.Run(tests, signals),
                move => MoveCommand.Run(move, signals));
        }
        catch (StackException problem)
        {
            AnsiConsole.Markup("[red]✗[/] ");
            Console.WriteLine(problem.Message);
            return 1;
        }
        catch (OperationCanceledException) when (signals.Stop.IsCancellationRequested)
        {
            return 0;
        }
    }
}
