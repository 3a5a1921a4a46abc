namespace Messaging.Outbox;

public static class Batch
{
    // A batch is held in memory for as long as the broker is away: some events are short, some list 500 lessons.
    private const int LongestBodies = 4_000_000;

    /// <summary>Takes messages, at least one, until their bodies are long enough to be sent together.</summary>
    public static async Task<IReadOnlyList<OutboxMessage>> TakeBatch(
        this IAsyncEnumerable<OutboxMessage> messages, CancellationToken cancellation)
    {
        List<OutboxMessage> batch = [];
        var length = 0;
        await foreach (var message in messages.WithCancellation(cancellation))
        {
            batch.Add(message);
            length += message.Body.Length;
            if (length >= LongestBodies)
            {
                break;
            }
        }

        return batch;
    }
}
