namespace Moving;

/// <summary>Counts the writes of a module that are under way, and lets no more in while it is closed.</summary>
public sealed class WriteGate
{
    private readonly Lock gate = new();
    private TaskCompletionSource? empty;
    private bool isOpen;
    private int inside;

    /// <summary>False while the gate is closed; whoever gets in has to <see cref="Leave"/>.</summary>
    public bool TryEnter()
    {
        lock (gate)
        {
            inside += isOpen ? 1 : 0;
            return isOpen;
        }
    }

    public void Leave()
    {
        lock (gate)
        {
            if (--inside == 0)
            {
                empty?.TrySetResult();
            }
        }
    }

    public void Open()
    {
        lock (gate)
        {
            isOpen = true;
        }
    }

    /// <summary>Completes when the last one that was inside has left.</summary>
    public Task Close()
    {
        lock (gate)
        {
            isOpen = false;
            if (inside == 0)
            {
                return Task.CompletedTask;
            }

            empty = new(TaskCreationOptions.RunContinuationsAsynchronously);
            return empty.Task;
        }
    }
}
