using Microsoft.Extensions.Options;

namespace Streams;

internal enum Refusal { None, LearnerHasTooMany, Full }

/// <summary>
/// The open streams, and how far they have been served. Both are behind one lock, so that a row either is
/// in the database before a subscription starts or comes through it: no gap between the two, and nothing twice.
/// </summary>
internal sealed class Subscribers<TRow>(IOptions<StreamLimits> limits) where TRow : class, IStreamed
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, List<Subscription<TRow>>> byLearner = [];
    private long position;
    private int open;
    private bool ended;

    public long Position
    {
        get
        {
            lock (gate)
            {
                return position;
            }
        }
    }

    /// <summary>Opens a stream, unless that would be one too many.</summary>
    public Refusal TryAdd(string learner, out Subscription<TRow> subscription)
    {
        lock (gate)
        {
            subscription = new Subscription<TRow>(learner, position);
            if (ended)
            {
                subscription.End();
                return Refusal.None;
            }

            if (open >= limits.Value.InAll)
            {
                return Refusal.Full;
            }

            if (!byLearner.TryGetValue(learner, out var theirs))
            {
                byLearner.Add(learner, theirs = []);
            }

            if (theirs.Count >= limits.Value.OfOneLearner)
            {
                return Refusal.LearnerHasTooMany;
            }

            open++;
            theirs.Add(subscription);
            return Refusal.None;
        }
    }

    public void Remove(Subscription<TRow> subscription)
    {
        lock (gate)
        {
            if (byLearner.TryGetValue(subscription.Learner, out var theirs) && theirs.Remove(subscription))
            {
                open--;
                if (theirs.Count == 0)
                {
                    byLearner.Remove(subscription.Learner);
                }
            }
        }
    }

    /// <summary>Hands rows, in order of sequence, to the streams of their learners.</summary>
    public void Serve(IEnumerable<TRow> arrived)
    {
        lock (gate)
        {
            foreach (var row in arrived)
            {
                byLearner.GetValueOrDefault(row.LearnerId)?.ForEach(stream => stream.Offer(row));
                position = row.Sequence;
            }
        }
    }

    public void StartAt(long sequence)
    {
        lock (gate)
        {
            position = sequence;
        }
    }

    /// <summary>Ends all streams, and those that are still opened.</summary>
    public void End()
    {
        lock (gate)
        {
            ended = true;
            byLearner.Values.SelectMany(theirs => theirs).ToList().ForEach(stream => stream.End());
        }
    }
}
