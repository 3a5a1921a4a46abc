using System.Collections.Concurrent;
using MassTransit;

namespace Notifications.Tests;

/// <summary>How often the service under test has handled each message to the end, whatever came of it.</summary>
public sealed class Handled : IConsumeObserver
{
    private readonly ConcurrentDictionary<Guid, int> times = [];

    /// <summary>Waits until its consumers have handled a message so often, all of them together.</summary>
    public Task Times(int expected, Guid messageId) =>
        Eventually.Equal(expected, () => Task.FromResult(times.GetValueOrDefault(messageId)));

    Task IConsumeObserver.PreConsume<T>(ConsumeContext<T> context) => Task.CompletedTask;

    Task IConsumeObserver.PostConsume<T>(ConsumeContext<T> context) => Count(context);

    Task IConsumeObserver.ConsumeFault<T>(ConsumeContext<T> context, Exception exception) => Count(context);

    private Task Count(ConsumeContext context)
    {
        times.AddOrUpdate(context.MessageId ?? Guid.Empty, 1, (_, count) => count + 1);
        return Task.CompletedTask;
    }
}
