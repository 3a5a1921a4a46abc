using Messaging.Events;
using RabbitMQ.Client;

namespace Faults.Lab;

/// <summary>The consumers' queues, and those for what they could not handle.</summary>
internal static class Queues
{
    /// <summary>Names those that are not empty. Without consumers, what they had in hand is there again.</summary>
    public static async Task<IReadOnlyList<string>> Waiting(Uri broker)
    {
        await using var connection = await new ConnectionFactory { Uri = broker }.CreateConnectionAsync();
        await using var channel = await connection.CreateChannelAsync();

        List<string> waiting = [];
        foreach (var queue in Topology.Reactions.Values.SelectMany(queues => queues))
        {
            foreach (var name in new[] { queue, $"{queue}_error", $"{queue}_skipped" })
            {
                // Declared as MassTransit does: most of them have never been needed.
                var found = await channel.QueueDeclareAsync(name, durable: true, exclusive: false, autoDelete: false);
                if (found.MessageCount > 0)
                {
                    waiting.Add($"{name} holds {found.MessageCount}");
                }
            }
        }

        return waiting;
    }
}
