using System.Data.Common;
using System.Runtime.ExceptionServices;
using System.Threading.Channels;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace Messaging.Storage;

/// <summary>
/// Group commit. SQLite has one writer at a time and a durable commit costs a disk flush, so all units of work that
/// wait are run in one transaction and share its flush. A caller goes on only after the commit, so what it was told is
/// on disk. When one of them fails, nothing was stored: they run once more, each behind a savepoint of its own.
/// </summary>
public sealed class Writer<TDb> : IAsyncDisposable where TDb : DbContext
{
    private const int MostWaiting = 10_000;
    private const int MostInOneCommit = 256;

    private readonly Channel<UnitOfWork<TDb>> waiting =
        Channel.CreateBounded<UnitOfWork<TDb>>(new BoundedChannelOptions(MostWaiting) { SingleReader = true });

    private readonly IDbContextFactory<TDb> databases;
    private readonly Action<TDb> committed;
    private readonly Task loop;
    private volatile TaskCompletionSource commit = new(TaskCreationOptions.RunContinuationsAsynchronously);

    // Kept, with its connection and what that has prepared, until a commit fails.
    private TDb? db;

    /// <summary>Begins to work.</summary>
    /// <param name="databases">Makes the context.</param>
    /// <param name="committed">Called after each commit, for whoever sends what was stored.</param>
    public Writer(IDbContextFactory<TDb> databases, Action<TDb> committed)
    {
        (this.databases, this.committed) = (databases, committed);
        loop = Task.Run(CommitWhatWaits);
    }

    /// <summary>
    /// Completes with the next commit. Who looks for new rows takes it before looking: then no commit is missed.
    /// </summary>
    public Task NextCommit => commit.Task;

    /// <summary>
    /// Runs a unit of work and saves its changes; returns once they are durable. The unit touches nothing but the
    /// database, since everybody else waits for it, and makes what it stores, since it may be run twice. Throws what
    /// the unit threw, or why the commit failed; then nothing of the unit was stored. Once a unit has begun,
    /// <paramref name="cancellation"/> no longer stops it.
    /// </summary>
    public async Task<T> Run<T>(Func<TDb, Task<T>> work, CancellationToken cancellation = default)
    {
        var unit = new UnitOfWork<TDb, T>(work, cancellation);
        await waiting.Writer.WriteAsync(unit, cancellation);
        return await unit.Result;
    }

    /// <inheritdoc cref="Run{T}"/>
    public Task Run(Func<TDb, Task> work, CancellationToken cancellation = default) =>
        Run(async db =>
        {
            await work(db);
            return true;
        }, cancellation);

    /// <inheritdoc cref="Run{T}"/>
    public Task Run(Action<TDb> work, CancellationToken cancellation = default) =>
        Run(db =>
        {
            work(db);
            return Task.CompletedTask;
        }, cancellation);

    public async ValueTask DisposeAsync()
    {
        waiting.Writer.TryComplete();
        await loop;
    }

    private async Task CommitWhatWaits()
    {
        List<UnitOfWork<TDb>> units = [];
        while (await waiting.Reader.WaitToReadAsync())
        {
            while (units.Count < MostInOneCommit && waiting.Reader.TryRead(out var unit))
            {
                if (!unit.EndIfGivenUp())
                {
                    units.Add(unit);
                }
            }

            if (units.Count > 0)
            {
                await Commit(units);
                units.Clear();
            }
        }

        await Close();
    }

    private async Task Commit(List<UnitOfWork<TDb>> units)
    {
        try
        {
            db ??= await Open();
            if (units.Count == 1 || !await TryTogether(units, db))
            {
                await RunOneByOne(units, db);
            }

        }
        catch (Exception failure)
        {
            units.ForEach(unit => unit.Fail(failure));
            await Close();
            return;
        }

        units.ForEach(unit => unit.Finish());
        Tell(db);
    }

    private void Tell(TDb db)
    {
        Interlocked.Exchange(ref commit, new(TaskCreationOptions.RunContinuationsAsynchronously)).SetResult();
        try
        {
            committed(db);
        }
        catch (DbException)
        {
            // What is stored is stored. They look by themselves once in a while.
        }
    }

    /// <summary>False when one of them failed, and so nothing was stored.</summary>
    private static async Task<bool> TryTogether(List<UnitOfWork<TDb>> units, TDb db)
    {
        await using var transaction = await db.Database.BeginTransactionAsync();
        try
        {
            foreach (var unit in units)
            {
                // Each is saved by itself, since the next one may ask for what it stored.
                await Save(unit, db);
            }
        }
        catch (Exception)
        {
            return false;
        }

        await transaction.CommitAsync();
        return true;
    }

    private static async Task RunOneByOne(List<UnitOfWork<TDb>> units, TDb db)
    {
        await using var transaction = await db.Database.BeginTransactionAsync();
        foreach (var unit in units)
        {
            await RunBehindSavepoint(unit, db, transaction);
        }

        await transaction.CommitAsync();
    }

    private static async Task RunBehindSavepoint(UnitOfWork<TDb> unit, TDb db, IDbContextTransaction transaction)
    {
        const string Savepoint = "unit";
        await transaction.CreateSavepointAsync(Savepoint);
        try
        {
            await Save(unit, db);
            await transaction.ReleaseSavepointAsync(Savepoint);
        }
        catch (Exception failure)
        {
            await RollBack(transaction, Savepoint, failure);
            unit.Fail(failure);
        }
    }

    private static async Task Save(UnitOfWork<TDb> unit, TDb db)
    {
        try
        {
            await unit.Run(db);
            await db.SaveChangesAsync();
        }
        finally
        {
            db.ChangeTracker.Clear();
        }
    }

    private static async Task RollBack(IDbContextTransaction transaction, string savepoint, Exception reason)
    {
        try
        {
            await transaction.RollbackToSavepointAsync(savepoint);
        }
        catch (InvalidOperationException)
        {
            // A full disk makes SQLite roll back the whole transaction by itself: the reason is everybody's.
            ExceptionDispatchInfo.Throw(reason);
        }
    }

    private async Task<TDb> Open()
    {
        var opened = await databases.CreateDbContextAsync();
        // The writer's own savepoints do, where any are needed.
        opened.Database.AutoSavepointsEnabled = false;
        await opened.Database.OpenConnectionAsync();
        return opened;
    }

    private async Task Close()
    {
        if (db is not null)
        {
            await db.DisposeAsync();
            db = null;
        }
    }
}
