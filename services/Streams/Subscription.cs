using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace Streams;

/// <summary>One open stream's place in the feed: everything of that learner after <paramref name="start"/>.</summary>
internal sealed class Subscription<TRow>(string learner, long start) where TRow : class
{
    // A reader that is this far behind is dropped: its client resumes from the database, at its own speed.
    private const int MostWaiting = 1000;

    private readonly Channel<TRow> waiting = Channel.CreateBounded<TRow>(MostWaiting);

    public string Learner => learner;

    /// <summary>The sequence up to which the feed had come; what is older has to be read from the database.</summary>
    public long Start => start;

    public bool HasOverflowed { get; private set; }

    public void Offer(TRow row)
    {
        if (!waiting.Writer.TryWrite(row))
        {
            HasOverflowed = true;
            End();
        }
    }

    public void End() => waiting.Writer.TryComplete();

    /// <summary>What arrives until the end, and null whenever nothing did for as long as its patience was.</summary>
    public async IAsyncEnumerable<TRow?> Arrivals(
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
