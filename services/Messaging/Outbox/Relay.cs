using System.Diagnostics;
using MassTransit;
using Messaging.DeadLetters;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Messaging.Outbox;

/// <summary>
/// Moves events from the outbox to the broker, and forgets one only after the broker confirmed it. A crash in
/// between sends it again: at least once, which is why consumers are idempotent.
/// </summary>
public sealed class Relay(IOutbox outbox, IBus bus, Redelivery redelivery, RelaySignal signal, ILogger<Relay> log)
    : BackgroundService
{
    /// <summary>The header that carries when a repeated event first happened.</summary>
    public const string RepeatOfHeader = "Repeat-Of";

    private const int MostInFlight = 500;

    private static readonly ActivitySource Activities = new("Messaging");
    private static readonly TimeSpan PollInterval = TimeSpan.FromSeconds(1);

    // Without the broker a publish waits for it until its token fires.
    private static readonly TimeSpan SendLimit = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan SendLimitWhenStopping = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                if (!await SendPending(stoppingToken))
                {
                    await signal.Wait(PollInterval, stoppingToken);
                }
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                break;
            }
            catch (Exception failure)
            {
                log.LogWarning(failure, "Events wait in the outbox; trying again in {Interval}", PollInterval);
                await Task.Delay(PollInterval, CancellationToken.None);
            }
        }

        try
        {
            await outbox.ReleaseLease();
        }
        catch (Exception failure)
        {
            log.LogWarning("Another replica takes over once the lease has expired: {Reason}", failure.Message);
        }
    }

    /// <summary>Sends what waits, once. False when there is nothing that this replica could send now.</summary>
    private async Task<bool> SendPending(CancellationToken stopping)
    {
        var pending = await outbox.Pending(MostInFlight, stopping);
        if (pending.Count == 0 || !await outbox.HoldLease(stopping))
        {
            return false;
        }

        using var limit = new CancellationTokenSource(SendLimit);
        await using var hurry = stopping.Register(() => limit.CancelAfter(SendLimitWhenStopping));

        var failures = await Task.WhenAll(pending.Select(message => Send(message, limit.Token)));
        var confirmed = pending.Where((_, index) => failures[index] is null).ToList();
        if (confirmed.Count < pending.Count)
        {
            log.LogWarning(
                "{Count} events wait in the outbox: {Reason}",
                pending.Count - confirmed.Count, failures.First(failure => failure is not null)!.Message);
        }

        // Not the stopping token: what the broker has confirmed is forgotten, or it would be sent again.
        await outbox.Forget(confirmed, CancellationToken.None);
        return confirmed.Count > 0;
    }

    /// <summary>Returns why the broker does not have the message, or null once it has confirmed it.</summary>
    private async Task<Exception?> Send(OutboxMessage message, CancellationToken limit)
    {
        ActivityContext.TryParse(message.TraceParent, null, out var cause);
        using var activity = Activities.StartActivity("outbox relay", ActivityKind.Producer, cause);
        try
        {
            if (message.DeadLetterId is not null)
            {
                await redelivery.Send(message, limit);
                return null;
            }

            var @event = message.Read();
            await bus.Publish(@event, @event.GetType(), Pipe.Execute<PublishContext>(context =>
            {
                context.MessageId = message.MessageId;
                if (message.RepeatOf is { } happenedAt)
                {
                    context.Headers.Set(RepeatOfHeader, happenedAt.ToString("O"));
                }
            }), limit);
            return null;
        }
        catch (Exception failure)
        {
            return failure;
        }
    }
}
