using System.Collections.Concurrent;
using MassTransit;

namespace Testing;

/// <summary>The events of one type that a <see cref="TestBus"/> has seen, each with its message id.</summary>
public sealed class Seen<T>
    where T : class
{
    private readonly ConcurrentQueue<(Guid Id, string? Trace, T Event)> events = new();

    /// <summary>All that match so far; filter by an id of your own, since other tests publish too.</summary>
    public IReadOnlyList<T> All(Func<T, bool> match) => [.. events.Select(seen => seen.Event).Where(match)];

    /// <summary>The message ids of all that match so far: one twice is an event that was delivered twice.</summary>
    public IReadOnlyList<Guid> Ids(Func<T, bool> match) =>
        [.. events.Where(seen => match(seen.Event)).Select(seen => seen.Id)];

    /// <summary>The trace context (W3C) that each match so far was sent in.</summary>
    public IReadOnlyList<string?> Traces(Func<T, bool> match) =>
        [.. events.Where(seen => match(seen.Event)).Select(seen => seen.Trace)];

    /// <summary>Waits for the first that matches.</summary>
    public async Task<T> First(Func<T, bool> match) =>
        (await Eventually.Get(
            () => Task.FromResult(All(match)), found => found.Count > 0, what: $"a matching {typeof(T).Name}"))[0];

    internal Task Add(ConsumeContext<T> context)
    {
        var trace = context.ReceiveContext.TransportHeaders.Get<string>("MT-Activity-Id");
        events.Enqueue((context.MessageId ?? Guid.Empty, trace, context.Message));
        return Task.CompletedTask;
    }
}
