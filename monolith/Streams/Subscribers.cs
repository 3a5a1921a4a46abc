using Microsoft.Extensions.Options;
using Monolith.Notifications;

namespace Monolith.Streams;

internal enum Refusal { None, LearnerHasTooMany, Full }

/// <summary>
/// The open streams, and how far they have been served. Both are behind one lock, so that a notification either is
/// in the database before a subscription starts or comes through it: no gap between the two, and nothing twice.
/// </summary>
internal sealed class Subscribers(IOptions<StreamLimits> limits)
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, List<Subscription>> byLearner = [];
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
    public Refusal TryAdd(string learner, out Subscription subscription)
    {
        lock (gate)
        {
            subscription = new Subscription(learner, position);
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

    public void Remove(Subscription subscription)
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

    /// <summary>Hands notifications, in order of sequence, to the streams of their learners.</summary>
    public void Serve(IEnumerable<Notification> arrived)
    {
        lock (gate)
        {
            foreach (var notification in arrived)
            {
                byLearner.GetValueOrDefault(notification.LearnerId)?.ForEach(stream => stream.Offer(notification));
                position = notification.Sequence;
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
