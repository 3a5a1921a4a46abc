using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Monolith.Notifications;

namespace Monolith.Streams;

/// <summary>One open stream's place in the feed: everything of that learner after <paramref name="start"/>.</summary>
internal sealed class Subscription(string learner, long start)
{
    // A reader that is this far behind is dropped: its client resumes from the database, at its own speed.
    private const int MostWaiting = 1000;

    private readonly Channel<Notification> waiting = Channel.CreateBounded<Notification>(MostWaiting);

    public string Learner => learner;

    /// <summary>The sequence up to which the feed had come; what is older has to be read from the database.</summary>
    public long Start => start;

    public bool HasOverflowed { get; private set; }

    public void Offer(Notification notification)
    {
        if (!waiting.Writer.TryWrite(notification))
        {
            HasOverflowed = true;
            End();
        }
    }

    public void End() => waiting.Writer.TryComplete();

    /// <summary>What arrives until the end, and null whenever nothing did for as long as its patience was.</summary>
    public async IAsyncEnumerable<Notification?> Arrivals(
        Func<TimeSpan> patience, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var more = waiting.Reader.WaitToReadAsync(cancellation).AsTask();
        while (true)
        {
            await ((Task)more).WaitAsync(patience(), CancellationToken.None)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

            if (!more.IsCompleted)
            {
                yield return null;
                continue;
            }

            if (!await more)
            {
                break;
            }

            while (waiting.Reader.TryRead(out var arrived))
            {
                yield return arrived;
            }

            more = waiting.Reader.WaitToReadAsync(cancellation).AsTask();
        }
    }
}
