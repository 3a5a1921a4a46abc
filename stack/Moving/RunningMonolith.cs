using Stack.Control;
using Stack.State;

namespace Stack.Moving;

/// <summary>The monolith's stack that another runner has started, as one that modules leave and come back to.</summary>
internal static class RunningMonolith
{
    /// <summary>The monolith's stack of that folder.</summary>
    /// <exception cref="StackException">None runs, or one of another shape.</exception>
    public static RunnerClient In(string folder)
    {
        if (RunnerClient.In(StateFolder.Of(Shape.Monolith, folder)) is { } stack)
        {
            return stack;
        }

        throw new StackException(ControlFile.Of(folder) is null
            ? $"No stack runs from {folder}. Start one whose modules can move:\n"
              + "  dotnet run --project stack -- --shape monolith"
            : $"The stack that runs from {folder} has the shape microservices: its modules have left long ago.\n"
              + "To watch them leave, start the monolith: dotnet run --project stack -- --shape monolith --port 0");
    }

    /// <summary>What has to run, and doesn't, before the module can go either way.</summary>
    public static async Task<IReadOnlyList<string>> NeededBy(
        this RunnerClient stack, string module, CancellationToken cancellation)
    {
        string[] needed = ["rabbitmq", .. module == "content" ? ["mongodb"] : Array.Empty<string>(), module];
        var all = await stack.Processes(cancellation);

        return
        [
            .. from name in needed
               from process in all
               where process.Name == name && process.State != "ready"
               select name
        ];
    }

    /// <summary>A line for each process that has died.</summary>
    public static async Task<string> WhatDied(this RunnerClient stack)
    {
        try
        {
            var died = (await stack.Processes()).Where(process => process.State == "died");
            return string.Concat(
                died.Select(process => $"{process.Name} died: the runner's terminal shows its last words.\n"));
        }
        catch (StackException)
        {
            return "";
        }
    }
}
