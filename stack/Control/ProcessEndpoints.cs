using Microsoft.AspNetCore.Http.HttpResults;
using Stack.Processes;

namespace Stack.Control;

/// <summary>A process of the stack: its state is stopped, starting, ready, stopping or died.</summary>
/// <param name="Name">What orders call it.</param>
/// <param name="State">In lower case.</param>
/// <param name="Pid">Of the process itself; null while none runs.</param>
/// <param name="ExitCode">How it ended, the last time that it did; 128 + n after signal n.</param>
/// <param name="Url">Where it listens.</param>
public sealed record ProcessView(string Name, string State, int? Pid, int? ExitCode, string Url);

/// <summary>Which processes there are, and orders to them. An order answers when it is carried out.</summary>
internal static class ProcessEndpoints
{
    public static void MapProcesses(this WebApplication server, IReadOnlyList<StackProcess> all)
    {
        var processes = server.MapGroup("/processes");

        processes.MapGet("/", () => all.Select(View));
        processes.MapPost("/{name}/start", (string name, CancellationToken cancellation) =>
            Carry(all, name, process => process.Start(cancellation)));
        processes.MapPost("/{name}/stop", (string name) => Carry(all, name, process => process.Stop()));
        processes.MapPost("/{name}/kill", (string name) => Carry(all, name, process => process.Kill()));
    }

    private static async Task<Results<Ok<ProcessView>, ProblemHttpResult>> Carry(
        IReadOnlyList<StackProcess> all, string name, Func<StackProcess, Task> order)
    {
        if (all.FirstOrDefault(process => process.Name == name) is not { } process)
        {
            var names = string.Join(", ", all.Select(known => known.Name));
            return TypedResults.Problem($"No process is called '{name}'. There are: {names}.", statusCode: 404);
        }

        try
        {
            await order(process);
            return TypedResults.Ok(View(process));
        }
        catch (Exception failure) when (failure is StackException or IOException or UnauthorizedAccessException)
        {
            return TypedResults.Problem(failure.Message, statusCode: 500);
        }
    }

    private static ProcessView View(StackProcess process) =>
        new(process.Name, process.State.ToString().ToLowerInvariant(), process.Pid, process.ExitCode, process.Url);
}
