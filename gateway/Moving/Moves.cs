using System.Diagnostics;
using Moving.Records;

namespace Gateway.Moving;

/// <summary>Moves modules, one at a time, and finds out who owns one.</summary>
public sealed class Moves(ModuleMap modules, IConfiguration configuration, ILogger<Moves> log) : IDisposable
{
    private readonly HttpClient http = new() { Timeout = Timeout.InfiniteTimeSpan };
    private readonly SemaphoreSlim one = new(1);
    private readonly TimeSpan resumable =
        TimeSpan.FromMinutes(configuration.GetValue("Modules:ResumableMinutes", 10.0));
    private RoutedModule? moving;

    /// <summary>Whether somebody moves the module at present, or nobody can tell who owns it.</summary>
    public bool IsMoving(RoutedModule module) => moving == module || !module.Settled;

    /// <summary>
    /// Begins to move a module; null while another move is on. Whoever goes away before the release takes it back.
    /// </summary>
    public StepLog? Begin(RoutedModule module, Side to, CancellationToken cancellation)
    {
        if (Interlocked.CompareExchange(ref moving, module, null) is not null)
        {
            return null;
        }

        var steps = new StepLog();
        _ = Run(module, to, steps, cancellation);

        return steps;
    }

    /// <summary>Asks who owns a module, and finishes what was interrupted; unless a move is on, which knows.</summary>
    public async Task Settle(RoutedModule module, CancellationToken cancellation)
    {
        if (!await one.WaitAsync(0, cancellation))
        {
            return;
        }

        try
        {
            await Resolve(module, new StepLog(), cancellation);
        }
        catch (MoveException unknown)
        {
            log.LogDebug("Nobody knows yet who owns {Module}: {Reason}", module.Name, unknown.Message);
        }
        finally
        {
            one.Release();
        }
    }

    public void Dispose()
    {
        http.Dispose();
        one.Dispose();
    }

    private async Task Run(RoutedModule module, Side to, StepLog steps, CancellationToken cancellation)
    {
        // What is being settled in the background is soon over.
        await one.WaitAsync(CancellationToken.None);
        var failure = await Attempt(module, to, steps, cancellation);
        one.Release();
        moving = null;

        steps.End(failure is null ? "done" : "failed", failure);
    }

    // Null, or what went wrong.
    private async Task<string?> Attempt(RoutedModule module, Side to, StepLog steps, CancellationToken cancellation)
    {
        string? failure = null;
        module.Abandoned = null;
        try
        {
            await SettleFirst(module, steps, cancellation);
            if (module.Residence.Owner != to)
            {
                await Between(module, module.Residence.Owner, steps).Run(to, cancellation);
            }
        }
        catch (Exception error)
        {
            failure = Explain(module, error);
        }

        // It failed after the release, or nobody knows: one more look, then it goes on in the background.
        try
        {
            await SettleFirst(module, steps, default);
            return module.Residence.Owner == to ? null : failure;
        }
        catch (Exception error)
        {
            return $"{failure ?? Explain(module, error)} The move is finished as soon as both sides answer.";
        }
    }

    private Task SettleFirst(RoutedModule module, StepLog steps, CancellationToken cancellation) =>
        module.Settled ? Task.CompletedTask : Resolve(module, steps, cancellation);

    // The highest epoch speaks. Who owns at it is the owner; if nobody does, it was released to the other side.
    private async Task Resolve(RoutedModule module, StepLog steps, CancellationToken cancellation)
    {
        var answers = await Task.WhenAll(
            Ask(module, Side.Monolith, cancellation), Ask(module, Side.Service, cancellation));
        var (side, newest) = answers
            .Where(answer => answer.Status is not null)
            .OrderByDescending(answer => answer.Status!.Epoch)
            .ThenByDescending(answer => answer.Status!.Owns)
            .FirstOrDefault();
        var other = Other(side);

        if (newest is null)
        {
            throw new MoveException($"Neither {ModuleMap.Monolith} nor {module.Name} answers.");
        }

        if (newest.Owns)
        {
            module.Settle(side, newest.Epoch);
            await StopTracking(module, answers.Single(answer => answer.Side == other));
            await ForgetAbandoned(module, side, newest);
            return;
        }

        module.RouteReads(other, newest.Epoch);
        if (answers.Any(answer => answer.Status is null))
        {
            throw new MoveException($"{Client(module, other).Process} is to own {module.Name}, and doesn't answer.");
        }

        module.Unsettle();
        _ = module.Writes.Hold();
        await Between(module, side, steps).Finish(other, newest.Epoch);
    }

    private async Task<(Side Side, ModuleState? Status)> Ask(
        RoutedModule module, Side side, CancellationToken cancellation)
    {
        try
        {
            return (side, await Client(module, side).Status(cancellation));
        }
        catch (MoveException)
        {
            return (side, null);
        }
    }

    // A move that was killed just before its end has left that to us.
    private async Task StopTracking(RoutedModule module, (Side Side, ModuleState? Status) former)
    {
        if (former.Status?.Tracking is not null)
        {
            await Client(module, former.Side).Untrack(default);
        }
    }

    // A move that failed can go on where it stopped, for as long as its giver logs each change. That isn't for ever.
    private async Task ForgetAbandoned(RoutedModule module, Side owner, ModuleState status)
    {
        if (status.Tracking is null)
        {
            module.Abandoned = null;
        }
        else if ((module.Abandoned ??= Stopwatch.StartNew()).Elapsed >= resumable)
        {
            await Client(module, owner).Untrack(default);
        }
    }

    private Move Between(RoutedModule module, Side giver, StepLog steps) =>
        new(module, Client(module, giver), Client(module, Other(giver)), steps, log);

    private SideClient Client(RoutedModule module, Side side)
    {
        var cluster = modules.Cluster(module, side);
        var address = cluster.DestinationsState.AllDestinations is [var only, ..]
            ? only.Model.Config.Address.TrimEnd('/')
            : throw new MoveException($"ReverseProxy:Clusters:{cluster.ClusterId} has no destination.");

        return new(http, cluster.ClusterId, address, module.Name, configuration["Modules:Key"]!);
    }

    private string Explain(RoutedModule module, Exception error)
    {
        switch (error)
        {
            case MoveException:
                return error.Message;
            case OperationCanceledException:
                return "Whoever asked for it went away.";
            default:
                log.LogError(error, "Moving {Module} failed.", module.Name);
                return "The gateway failed; its log says why.";
        }
    }

    private static Side Other(Side side) => side == Side.Monolith ? Side.Service : Side.Monolith;
}
