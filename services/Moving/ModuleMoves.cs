using System.Diagnostics;
using Messaging.Bus;
using Messaging.Outbox;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Moving.Records;

namespace Moving;

/// <summary>Why a side can't do now what it was asked for; nothing has changed.</summary>
public sealed class MoveRefusedException(string reason, bool isTemporary) : Exception(reason)
{
    /// <summary>Whether asking again may help. Otherwise the caller takes something else for true.</summary>
    public bool IsTemporary => isTemporary;
}

/// <summary>
/// Gives modules up and takes them. The stored row alone says who owns; <see cref="DoAsStored"/> makes the process do
/// what the rows say, and runs at the start and at the end of each command, whatever came of it. So a process that
/// dies anywhere in between goes on as the owner that its row says.
/// </summary>
public sealed class ModuleMoves(
    IEnumerable<Module> modules,
    MessagingRun messaging,
    IOutbox outbox,
    RelaySignal relay,
    IOptions<ModuleOptions> options,
    ILogger<ModuleMoves> log) : IDisposable
{
    private static readonly TimeSpan FinishLimit = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan OutboxLimit = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(10);

    private readonly List<Module> modules = [.. modules];
    private readonly SemaphoreSlim oneAtATime = new(1);
    private Task? stopped;

    /// <summary>The module of that name, or null.</summary>
    public Module? Find(string name) => modules.Find(module => module.Name == name);

    /// <summary>Whether this process owns the module, and since which move.</summary>
    public async Task<Ownership> OwnershipOf(Module module, CancellationToken cancellation) =>
        await module.Store.ReadOwnership(cancellation) ?? new(0, Owns: !options.Value.Standby);

    /// <summary>Takes up what is owned here.</summary>
    public Task Start() => OneAtATime(DoAsStored);

    /// <summary>Stops what runs, with the process; asked twice, once. It changes nobody's ownership.</summary>
    public Task Stop(CancellationToken limit)
    {
        lock (modules)
        {
            return stopped ??= StopAll(limit);
        }
    }

    /// <summary>
    /// Gives a module up as of an epoch: finishes what is in hand, then stores it. If that can't be finished now, it
    /// throws <see cref="MoveRefusedException"/> and stays the owner.
    /// </summary>
    public Task<Released> Release(Module module, int epoch) => OneAtATime(async () =>
    {
        var current = await OwnershipOf(module, CancellationToken.None);
        if (current.Owns && epoch > current.Epoch)
        {
            try
            {
                await Finish(module);
                await module.Store.StoreOwnership(new(epoch, Owns: false));
                log.LogInformation("{Module} was given away as of epoch {Epoch}", module.Name, epoch);
            }
            finally
            {
                // By the row, since nobody knows what became of a commit that failed.
                await DoAsStored();
            }
        }
        else if (current != new Ownership(epoch, Owns: false))
        {
            throw Contradicts(module, current);
        }

        var tracked = await module.Store.Tracking(CancellationToken.None);
        return new Released(epoch, tracked?.Position ?? 0);
    });

    /// <summary>Takes a module as of an epoch, then begins to work on it.</summary>
    public Task<Handover> Take(Module module, int epoch) => OneAtATime(async () =>
    {
        var current = await OwnershipOf(module, CancellationToken.None);
        if (epoch > current.Epoch)
        {
            await module.Store.StoreOwnership(new(epoch, Owns: true));
            log.LogInformation("{Module} was taken as of epoch {Epoch}", module.Name, epoch);
        }
        else if (current != new Ownership(epoch, Owns: true))
        {
            throw Contradicts(module, current);
        }

        await DoAsStored();
        return new Handover(epoch);
    });

    /// <summary>Begins to log what changes in a module that is about to leave.</summary>
    public Task<Tracked> Track(Module module) => OneAtATime(async () =>
    {
        // To make a bus takes a moment: now, and not when clients wait for the hand-over.
        await messaging.Start();
        return await module.Store.Track();
    });

    /// <summary>Stores records of the other side, which owns the module.</summary>
    public Task Fill(Module module, RecordsPage page) => OneAtATime(async () =>
    {
        if ((await OwnershipOf(module, CancellationToken.None)).Owns)
        {
            throw new MoveRefusedException(
                $"This side owns {module.Name}: its records are the newest there are.", isTemporary: false);
        }

        // For the same reason.
        await messaging.Start();
        await module.Store.Fill(page);
        return true;
    });

    public void Dispose() => oneAtATime.Dispose();

    private async Task StopAll(CancellationToken limit)
    {
        foreach (var module in modules)
        {
            await module.StopWork(limit).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        await messaging.Stop(limit);
    }

    private static MoveRefusedException Contradicts(Module module, Ownership current) => new(
        $"This side {(current.Owns ? "owns" : "has given away")} {module.Name} as of epoch {current.Epoch}.",
        isTemporary: false);

    /// <summary>Lets nothing new begin, and waits until nothing of the module is under way.</summary>
    private async Task Finish(Module module)
    {
        using var limit = new CancellationTokenSource(FinishLimit);
        try
        {
            await module.Gate.Close().WaitAsync(limit.Token);
            await module.StopWork(limit.Token);
            limit.Token.ThrowIfCancellationRequested();
        }
        catch (OperationCanceledException)
        {
            throw new MoveRefusedException(
                $"Work on {module.Name} did not end within {FinishLimit.TotalSeconds} s.", isTemporary: true);
        }

        // A service may be stopped next. A process of several modules goes on sending, but what this one has stored so
        // far is sent, or lies on its desk and moves along.
        if (!await OutboxIsSent())
        {
            throw new MoveRefusedException(
                $"Events still waited in the outbox after {OutboxLimit.TotalSeconds} s.", isTemporary: true);
        }
    }

    private async Task<bool> OutboxIsSent()
    {
        var last = modules.Count == 1 ? DateTime.MaxValue : DateTime.UtcNow;
        for (var waited = Stopwatch.StartNew(); waited.Elapsed < OutboxLimit; await Task.Delay(Pause))
        {
            if (await outbox.Pending([], 1, CancellationToken.None) is not [var oldest] || oldest.StoredAt > last)
            {
                return true;
            }

            relay.Wake();
        }

        return false;
    }

    private async Task<bool> DoAsStored()
    {
        List<(Module Module, Ownership Ownership)> standing = [];
        foreach (var module in modules)
        {
            standing.Add((module, await OwnershipOf(module, CancellationToken.None)));
        }

        // A service needs the broker for what it owns. A process of several modules needs it once one has left: from
        // then on it hears of events there, and its own go there.
        var needsBroker = standing is [var only]
            ? only.Ownership.Owns
            : standing.Exists(one => one.Ownership.Epoch > 0);
        if (needsBroker)
        {
            await messaging.Start();
        }

        foreach (var (module, _) in standing.Where(one => one.Ownership.Owns))
        {
            if (needsBroker)
            {
                await module.Consumers.Start();
            }

            await module.StartWork();
            module.Gate.Open();
        }

        return true;
    }

    private async Task<T> OneAtATime<T>(Func<Task<T>> command)
    {
        await oneAtATime.WaitAsync();
        try
        {
            return await command();
        }
        finally
        {
            oneAtATime.Release();
        }
    }
}
