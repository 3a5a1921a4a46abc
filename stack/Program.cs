using Spectre.Console;
using Stack.Commands;
using Stack.Moving;
using Stack.Terminal;

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
        Parent.WhenItEnds(signals.Request);

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
            return Fail(problem.Message);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return Fail(
                $"{problem.Message}\nThe stack keeps its state there: it needs a folder in which the user " +
                $"{Environment.UserName} may write, with room on its disk.\n" +
                "See to that, or name another: --state <folder>");
        }
        catch (HttpRequestException problem)
        {
            return Fail($"The gateway went away: {problem.Message}\nWhat it said is in the folder of the logs.");
        }
        catch (OperationCanceledException) when (signals.Stop.IsCancellationRequested)
        {
            return 0;
        }
        finally
        {
            Output.Flush();
        }
    }

    private static int Fail(string why)
    {
        Output.Flush();
        AnsiConsole.Markup("[red]✗[/] ");
        Console.WriteLine(why);
        return 1;
    }
}
