using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.Extensions.Options;
using ServiceDefaults;

namespace Gateway.Moving;

public static class ModuleEndpoints
{
    /// <summary>Registers what moves modules, where there is a monolith to move them out of.</summary>
    public static void AddMoving(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<ModuleMap>();

        if (ModuleMap.HasMonolith(builder.Configuration))
        {
            builder.Services.AddSingleton<Moves>();
            builder.Services.AddHostedService<OwnershipWatch>();
        }
    }

    public static void MapMoving(this WebApplication app)
    {
        if (app.Services.GetService<Moves>() is null)
        {
            return;
        }

        var modules = app.MapGroup("/api/operations/modules").RequireAuthorization(Role.Operator);

        modules.MapGet("", List)
            .WithSummary("List the modules")
            .WithDescription("Which of them live in the monolith, and which in a service of their own.");
        modules.MapPost("/{module}/move", Move)
            .DisableRequestTimeout()
            .WithSummary("Move a module")
            .WithDescription("To its service or back to the monolith, while clients go on. One line of JSON a step.");
    }

    private static ModuleList List(ModuleMap modules, Moves moves) => new(
        [.. modules.All.Select(module => new ModuleView(
            module.Name,
            module.Residence.Owner,
            moves.IsMoving(module) ? MoveState.Moving : MoveState.Settled,
            module.Residence.Epoch))]);

    private static Results<PushStreamHttpResult, ProblemHttpResult> Move(
        string module, Destination destination, ModuleMap modules, Moves moves, IOptions<JsonOptions> json,
        HttpResponse response, CancellationToken cancellation)
    {
        if (modules.Find(module) is not { } found)
        {
            var names = string.Join(", ", modules.All.Select(known => known.Name));
            return TypedResults.Problem($"No module {module}. There are: {names}.", statusCode: 404);
        }

        response.PassUnbuffered();
        return moves.Begin(found, destination.To, cancellation) is { } steps
            ? TypedResults.Stream(body => Write(steps, body, json.Value.SerializerOptions), "application/x-ndjson")
            : TypedResults.Problem("A module is being moved. Wait until that is done.", statusCode: 409);
    }

    private static async Task Write(StepLog steps, Stream body, JsonSerializerOptions json)
    {
        await foreach (var step in steps.Steps)
        {
            await JsonSerializer.SerializeAsync(body, step, json);
            await body.WriteAsync("\n"u8.ToArray());
            await body.FlushAsync();
        }
    }
}

/// <summary>Where a module is to live.</summary>
public sealed record Destination(Side To);

public sealed record ModuleList(IReadOnlyList<ModuleView> Items);

/// <summary>A module, the side that owns it, and since which move.</summary>
public sealed record ModuleView(string Module, Side Owner, MoveState State, long Epoch);

public enum MoveState
{
    Settled,
    Moving,
}
