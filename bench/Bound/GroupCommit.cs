using System.Threading.Channels;
using Microsoft.Data.Sqlite;

namespace Bench.Bound;

/// <summary>
/// One connection that writes: all that waits goes into one transaction, and goes on after its commit.
/// </summary>
internal sealed class GroupCommit
{
    private const int MostInOneCommit = 512;

    private readonly Channel<Unit> waiting =
        Channel.CreateUnbounded<Unit>(new UnboundedChannelOptions { SingleReader = true });

    public GroupCommit(string connectionString, string tables)
    {
        Db = new SqliteConnection(connectionString);
        Db.Open();
        using var command = Db.CreateCommand();
        command.CommandText =
            $"PRAGMA busy_timeout = 5000; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; {tables}";
        command.ExecuteNonQuery();
    }

    public SqliteConnection Db { get; }

    /// <summary>Begins, once the statements are prepared.</summary>
    public void Start() => _ = Task.Factory.StartNew(CommitWhatWaits, TaskCreationOptions.LongRunning);

    /// <summary>
    /// Returns what the unit did once it is on disk. The units run one at a time, and use the connection.
    /// </summary>
    public Task<T> Run<T>(Func<T> work)
    {
        var unit = new Unit<T>(work);
        waiting.Writer.TryWrite(unit);
        return unit.Done.Task;
    }

    private async Task CommitWhatWaits()
    {
        var (begin, commit, rollback) = (
            new Statement(Db, "BEGIN IMMEDIATE"), new Statement(Db, "COMMIT"), new Statement(Db, "ROLLBACK"));
        List<Unit> group = [];
        while (await waiting.Reader.WaitToReadAsync())
        {
            while (group.Count < MostInOneCommit && waiting.Reader.TryRead(out var unit))
            {
                group.Add(unit);
            }

            try
            {
                begin.Run();
                group.ForEach(unit => unit.Work());
                commit.Run();
                group.ForEach(unit => unit.Finish());
            }
            catch (Exception failure)
            {
                rollback.Run();
                group.ForEach(unit => unit.Fail(failure));
            }

            group.Clear();
        }
    }

    private abstract class Unit
    {
        public abstract void Work();

        public abstract void Finish();

        public abstract void Fail(Exception failure);
    }

    private sealed class Unit<T>(Func<T> work) : Unit
    {
        private T? result;

        public TaskCompletionSource<T> Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public override void Work() => result = work();

        public override void Finish() => Done.SetResult(result!);

        public override void Fail(Exception failure) => Done.SetException(failure);
    }
}
