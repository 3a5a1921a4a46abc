using System.Diagnostics;

namespace Messaging.Storage;

internal abstract class UnitOfWork<TDb>
{
    /// <summary>Ends a unit that has not begun and whose caller no longer waits; whether it did.</summary>
    public abstract bool EndIfGivenUp();

    /// <summary>Runs it, once more if need be.</summary>
    public abstract Task Run(TDb db);

    public abstract void Fail(Exception failure);

    /// <summary>Lets the caller go on, with the result unless the unit failed.</summary>
    public abstract void Finish();
}

internal sealed class UnitOfWork<TDb, T>(Func<TDb, Task<T>> work, CancellationToken cancellation) : UnitOfWork<TDb>
{
    private readonly TaskCompletionSource<T> completion = new(TaskCreationOptions.RunContinuationsAsynchronously);

    // The writer's loop is nobody's request: events are stored with the trace of the caller.
    private readonly Activity? caller = Activity.Current;
    private T result = default!;

    public Task<T> Result => completion.Task;

    public override bool EndIfGivenUp() =>
        cancellation.IsCancellationRequested && completion.TrySetCanceled(cancellation);

    public override async Task Run(TDb db)
    {
        Activity.Current = caller;
        result = await work(db);
    }

    public override void Fail(Exception failure)
    {
        if (failure is OperationCanceledException && cancellation.IsCancellationRequested)
        {
            completion.TrySetCanceled(cancellation);
        }
        else
        {
            completion.TrySetException(failure);
        }
    }

    public override void Finish() => completion.TrySetResult(result);
}
