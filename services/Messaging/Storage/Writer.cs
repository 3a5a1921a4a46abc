using System.Runtime.ExceptionServices;
using System.Threading.Channels;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Storage;

namespace Messaging.Storage;

/// <summary>
/// Group commit. SQLite has one writer at a time and a durable commit costs a disk flush, so all units of work that
/// wait are run in one transaction and share its flush. Each runs behind a savepoint of its own: one that fails is
/// rolled back alone. A caller goes on only after the commit, so what it was told is on disk.
/// </summary>
public sealed class Writer<TDb> : IAsyncDisposable where TDb : DbContext
{
    private const int MostWaiting = 10_000;
    private const int MostInOneCommit = 256;

    private readonly Channel<UnitOfWork<TDb>> waiting =
        Channel.CreateBounded<UnitOfWork<TDb>>(new BoundedChannelOptions(MostWaiting) { SingleReader = true });

    private readonly IDbContextFactory<TDb> databases;
    private readonly Func<ChangeTracker, bool> isNews;
    private readonly Action tell;
    private readonly Task loop;
    private volatile TaskCompletionSource commit = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Begins to work.</summary>
    /// <param name="databases">Makes a context for each commit.</param>
    /// <param name="isNews">Whether somebody waits for what a unit of work has stored, such as messages to send.</param>
    /// <param name="tell">Tells them, after the commit.</param>
    public Writer(IDbContextFactory<TDb> databases, Func<ChangeTracker, bool> isNews, Action tell)
    {
        (this.databases, this.isNews, this.tell) = (databases, isNews, tell);
        loop = Task.Run(CommitWhatWaits);
    }

    /// <summary>
    /// Completes with the next commit. Who looks for new rows takes it before looking: then no commit is missed.
    /// </summary>
    public Task NextCommit => commit.Task;

    /// <summary>
    /// Runs a unit of work and saves its changes; returns once they are durable. The unit may touch nothing but the
    /// database, since everybody else waits for it. Throws what the unit threw, or why the commit failed; then
    /// nothing of the unit was stored. Once a unit has begun, <paramref name="cancellation"/> no longer stops it.
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
                units.Add(unit);
            }

            await Commit(units);
            units.Clear();
        }
    }

    private async Task Commit(List<UnitOfWork<TDb>> units)
    {
        try
        {
            await using var db = await databases.CreateDbContextAsync();
            await using var transaction = await db.Database.BeginTransactionAsync();

            var hasNews = false;
            foreach (var unit in units)
            {
                hasNews |= await RunBehindSavepoint(unit, db, transaction);
            }

            await transaction.CommitAsync();
            Interlocked.Exchange(ref commit, new(TaskCreationOptions.RunContinuationsAsynchronously)).SetResult();

            if (hasNews)
            {
                tell();
            }
        }
        catch (Exception failure)
        {
            units.ForEach(unit => unit.Fail(failure));
        }

        units.ForEach(unit => unit.Finish());
    }

    /// <summary>Whether the unit stored news.</summary>
    private async Task<bool> RunBehindSavepoint(UnitOfWork<TDb> unit, TDb db, IDbContextTransaction transaction)
    {
        const string Savepoint = "unit";
        await transaction.CreateSavepointAsync(Savepoint);
        try
        {
            await unit.Run(db);
            await db.SaveChangesAsync();
            await transaction.ReleaseSavepointAsync(Savepoint);

            // SaveChanges has just looked for changes; looking again would cost as much.
            db.ChangeTracker.AutoDetectChangesEnabled = false;
            return isNews(db.ChangeTracker);
        }
        catch (Exception failure)
        {
            await RollBack(transaction, Savepoint, failure);
            unit.Fail(failure);
            return false;
        }
        finally
        {
            db.ChangeTracker.AutoDetectChangesEnabled = true;
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
}
