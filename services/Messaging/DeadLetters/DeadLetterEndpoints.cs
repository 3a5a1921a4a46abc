using System.ComponentModel.DataAnnotations;
using System.Security.Claims;
using Messaging.Events;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using ServiceDefaults;

namespace Messaging.DeadLetters;

/// <summary>The operator's desk: what a service could not handle, to be read, replayed or discarded.</summary>
internal sealed class DeadLetterEndpoints(string service)
{
    public void Map(IEndpointRouteBuilder routes)
    {
        var letters = routes.MapGroup($"/api/operations/{service}/dead-letters")
            .RequireAuthorization(Role.Operator).WithTags("Operations");

        letters.MapGet("/", ListLetters);
        letters.MapGet("/{id:guid}", ReadLetter);
        letters.MapPost("/{id:guid}/replay", Replay);
        letters.MapPost("/replay-all", ReplayAll);
        letters.MapDelete("/{id:guid}", Discard);
    }

    private async Task<Ok<DeadLetterList>> ListLetters(
        IDeadLetters letters, CancellationToken cancellation,
        [AllowedValues("waiting", "replayed", "discarded", ErrorMessage = "Must be waiting, replayed or discarded.")]
        string state = "waiting",
        TimeCursor? after = null, [Range(1, 100)] int limit = 20)
    {
        var wanted = Enum.Parse<DeadLetterState>(state, ignoreCase: true);
        var page = await letters.List(service, wanted, after, limit + 1, cancellation);
        List<DeadLetterItem> items = [.. page.Take(limit)];
        return TypedResults.Ok(new DeadLetterList(
            items, page.Count > limit ? $"{new TimeCursor(items[^1].FailedAt, items[^1].Id)}" : null));
    }

    private async Task<Results<Ok<DeadLetterView>, NotFound>> ReadLetter(
        Guid id, IDeadLetters letters, CancellationToken cancellation) =>
        await Find(letters, id, cancellation) is { } letter
            ? TypedResults.Ok(DeadLetterView.Of(letter))
            : TypedResults.NotFound();

    private async Task<Results<Accepted, NotFound, ProblemHttpResult>> Replay(
        Guid id, ClaimsPrincipal caller, IDeadLetters letters, TimeProvider clock, CancellationToken cancellation)
    {
        if (await Find(letters, id, cancellation) is not { } letter)
        {
            return TypedResults.NotFound();
        }

        return await letters.Replay(letter, caller.Subject(), clock.Now(), cancellation) is { } refusal
            ? Conflict(refusal)
            : TypedResults.Accepted((string?)null);
    }

    private async Task<Ok<ReplayedLetters>> ReplayAll(
        ClaimsPrincipal caller, IDeadLetters letters, TimeProvider clock, CancellationToken cancellation) =>
        TypedResults.Ok(new ReplayedLetters(
            await letters.ReplayAll(service, caller.Subject(), clock.Now(), cancellation)));

    private async Task<Results<NoContent, NotFound, ProblemHttpResult>> Discard(
        Guid id, [PlainText(1, 500)] string reason,
        ClaimsPrincipal caller, IDeadLetters letters, TimeProvider clock, CancellationToken cancellation)
    {
        if (await Find(letters, id, cancellation) is not { } letter)
        {
            return TypedResults.NotFound();
        }

        return await letters.Discard(letter, caller.Subject(), reason, clock.Now(), cancellation) is { } refusal
            ? Conflict(refusal)
            : TypedResults.NoContent();
    }

    // A process of several modules keeps their letters together.
    private async Task<DeadLetter?> Find(IDeadLetters letters, Guid id, CancellationToken cancellation) =>
        await letters.Find(id, cancellation) is { } letter
            && letter.Queue.StartsWith(Topology.PrefixOf(service), StringComparison.Ordinal)
                ? letter
                : null;

    // Not 404: the letter is known, and its audit says who closed it.
    private static ProblemHttpResult Conflict(string refusal) =>
        TypedResults.Problem(refusal, statusCode: StatusCodes.Status409Conflict);
}

public static class DeadLetterEndpointExtensions
{
    /// <summary>Maps the desk of the service, or module, of that name.</summary>
    public static void MapDeadLetters(this IEndpointRouteBuilder routes, string service) =>
        new DeadLetterEndpoints(service).Map(routes);
}
