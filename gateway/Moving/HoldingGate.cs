namespace Gateway.Moving;

/// <summary>Lets a module's writes through and counts them, or holds them while the module changes its owner.</summary>
public sealed class HoldingGate(TimeSpan patience)
{
    private readonly Lock gate = new();
    private TaskCompletionSource? opened;
    private TaskCompletionSource? idle;
    private int inFlight;

    /// <summary>Goes through, at once or when the gate opens; false when that takes too long.</summary>
    public async ValueTask<bool> Enter(CancellationToken cancellation)
    {
        if (TryEnter() is not { } open)
        {
            return true;
        }

        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(patience);

        try
        {
            for (var next = open; next is not null; next = TryEnter())
            {
                await next.WaitAsync(limit.Token);
            }

            return true;
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return false;
        }
    }

    public void Leave()
    {
        lock (gate)
        {
            if (--inFlight == 0)
            {
                idle?.TrySetResult();
            }
        }
    }

    /// <summary>Lets nobody through any more; completes when all who were let through have left.</summary>
    public Task Hold()
    {
        lock (gate)
        {
            opened ??= new(TaskCreationOptions.RunContinuationsAsynchronously);
            idle = new(TaskCreationOptions.RunContinuationsAsynchronously);
            if (inFlight == 0)
            {
                idle.SetResult();
            }

            return idle.Task;
        }
    }

    public void Open()
    {
        lock (gate)
        {
            opened?.SetResult();
            opened = null;
        }
    }

    // What to wait for, or null: through. In one step, so that a hold never overlooks a write.
    private Task? TryEnter()
    {
        lock (gate)
        {
            inFlight += opened is null ? 1 : 0;
            return opened?.Task;
        }
    }
}
