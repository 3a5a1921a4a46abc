using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Moving.Records;

namespace Moving;

/// <summary>What the gateway asks of a side, to move a module.</summary>
internal sealed class SideEndpoints(Module module, ModuleMoves moves)
{
    private const int LongestPage = 64 * 1024 * 1024;

    public void Map(IEndpointRouteBuilder routes)
    {
        var endpoints = routes.MapGroup($"{ModuleKey.Path}/modules/{module.Name}").ExcludeFromDescription();

        endpoints.MapGet("/", GetState);
        endpoints.MapPost("/track", () => moves.Track(module));
        endpoints.MapDelete("/track", module.Store.Untrack);
        endpoints.MapGet("/snapshot", GetSnapshot);
        endpoints.MapGet("/changes", GetChanges);
        endpoints.MapPost("/records", StoreRecords).WithMetadata(new RequestSizeLimitAttribute(LongestPage));
        endpoints.MapPost("/release", (Handover to) => Command(() => moves.Release(module, to.Epoch)));
        endpoints.MapPost("/take", (Handover to) => Command(() => moves.Take(module, to.Epoch)));
    }

    private async Task<ModuleState> GetState(CancellationToken cancellation)
    {
        var (epoch, owns) = await moves.OwnershipOf(module, cancellation);
        return new(
            module.Name,
            epoch,
            owns,
            (await module.Store.Tracking(cancellation))?.Tracking,
            await module.Store.ReadFilling(cancellation),
            await module.Store.Count(cancellation));
    }

    private async Task<Results<Ok<SnapshotPage>, ProblemHttpResult>> GetSnapshot(
        CancellationToken cancellation, string? after = null, [Range(1, 1000)] int limit = 500)
    {
        try
        {
            return TypedResults.Ok(await module.Store.Snapshot(after, limit, cancellation));
        }
        catch (FormatException fault)
        {
            return Problem(StatusCodes.Status400BadRequest, fault);
        }
    }

    private async Task<Ok<ChangesPage>> GetChanges(
        CancellationToken cancellation, long after = 0, [Range(1, 1000)] int limit = 500) =>
        TypedResults.Ok(await module.Store.Changes(after, limit, cancellation));

    private async Task<Results<Ok<Filling>, ProblemHttpResult>> StoreRecords(RecordsPage page)
    {
        try
        {
            return await Command(async () =>
            {
                await moves.Fill(module, page);
                return new Filling(page.Tracking, page.Cursor, page.Complete, page.Position);
            });
        }
        catch (Exception fault) when (fault is FormatException or JsonException)
        {
            return Problem(StatusCodes.Status400BadRequest, fault);
        }
    }

    // Not cancelled with the request: a command that has begun comes to its end.
    private static async Task<Results<Ok<T>, ProblemHttpResult>> Command<T>(Func<Task<T>> command)
    {
        try
        {
            return TypedResults.Ok(await command());
        }
        catch (MoveRefusedException refused)
        {
            return Problem(
                refused.IsTemporary ? StatusCodes.Status503ServiceUnavailable : StatusCodes.Status409Conflict, refused);
        }
    }

    private static ProblemHttpResult Problem(int status, Exception reason) =>
        TypedResults.Problem(reason.Message, statusCode: status);
}
