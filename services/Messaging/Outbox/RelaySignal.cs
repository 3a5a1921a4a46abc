using Microsoft.EntityFrameworkCore;

namespace Messaging.Outbox;

/// <summary>Tells the relay that an event was stored, so that it need not poll to be quick.</summary>
public sealed class RelaySignal : IDisposable
{
    private readonly SemaphoreSlim signal = new(0, 1);

    private long newest;

    /// <summary>Wakes it if something was stored since the last call.</summary>
    public void WakeOnNews(DbContext db)
    {
        if (new OutboxRows(db).Newest() is var last && last > newest)
        {
            newest = last;
            Wake();
        }
    }

    public void Wake()
    {
        try
        {
            signal.Release();
        }
        catch (SemaphoreFullException)
        {
            // Already woken: one look at the outbox finds both events.
        }
    }

    /// <summary>Waits for the next wake-up, at most <paramref name="limit"/>.</summary>
    public Task Wait(TimeSpan limit, CancellationToken cancellation) => signal.WaitAsync(limit, cancellation);

    public void Dispose() => signal.Dispose();
}
