using System.Diagnostics;
using Messaging.Storage;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Messaging.Outbox;

/// <summary>
/// Moves messages from the outbox to the broker, and forgets one only after the broker confirmed it. A crash in
/// between sends it again: at least once, which is why consumers are idempotent. What can't be sent is set aside.
/// </summary>
public sealed class Relay(IOutbox outbox, Sender sender, SetAside setAside, RelaySignal signal, ILogger<Relay> log)
    : BackgroundService
{
    private const int MostInFlight = 1000;

    private static readonly ActivitySource Activities = new("Messaging");
    private static readonly TimeSpan PollInterval = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan SendLimit = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan SendLimitWhenStopping = TimeSpan.FromSeconds(1);

    // What the broker has is forgotten together, this long after: a flush of the disk for each would cost more.
    private static readonly TimeSpan ForgetInterval = TimeSpan.FromMilliseconds(100);

    private readonly List<OutboxMessage> sent = [];
    private long firstSent, leaseRenewed;
    private string? obstacle;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                if (!await SendPending(stoppingToken))
                {
                    await (obstacle is null
                        ? signal.Wait(sent.Count > 0 ? ForgetInterval : PollInterval, stoppingToken)
                        : Task.Delay(PollInterval, stoppingToken));
                }
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                break;
            }
            catch (Exception failure)
            {
                log.LogWarning(failure, "Messages wait in the outbox; trying again in {Interval}", PollInterval);
                await Task.Delay(PollInterval, CancellationToken.None);
            }
        }

        try
        {
            await ForgetSent();
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
        if (sent.Count >= MostInFlight || (sent.Count > 0 && Stopwatch.GetElapsedTime(firstSent) >= ForgetInterval))
        {
            await ForgetSent();
        }

        var pending = await outbox.Pending(sent, MostInFlight, stopping);
        if (pending.Count == 0 || !await HoldLease(stopping))
        {
            return false;
        }

        using var limit = new CancellationTokenSource(SendLimit);
        await using var hurry = stopping.Register(() => limit.CancelAfter(SendLimitWhenStopping));

        var sending = SendAll(pending, limit.Token);
        await HoldLeaseDuring(sending, limit);
        var failures = await sending;

        if (sent.Count == 0)
        {
            firstSent = Stopwatch.GetTimestamp();
        }

        sent.AddRange(pending.Where((_, index) => failures[index] is null));
        if (failures.Any(failure => failure is not null))
        {
            // Those that failed are looked at again: they may be older.
            await ForgetSent();
        }

        foreach (var (message, failure) in pending.Zip(failures))
        {
            if (failure is UnsendableException unsendable)
            {
                log.LogWarning(
                    "{Event} {MessageId} can't be sent and is set aside: {Reason}",
                    message.Event, message.MessageId, unsendable.Message);
                await setAside(message, unsendable.Message);
                await outbox.Forget([message], CancellationToken.None);
            }
        }

        var waiting = failures.Where(failure => failure is not (null or UnsendableException)).ToList();
        if (waiting.Count > 0)
        {
            // Whatever it was, the next connection finds what it needs, or declares it anew.
            await sender.Disconnect();
        }

        Tell(waiting.FirstOrDefault(), waiting.Count);
        return waiting.Count < pending.Count;
    }

    /// <summary>Returns for each message why the broker does not have it, or null once it has confirmed it.</summary>
    private async Task<Exception?[]> SendAll(IReadOnlyList<OutboxMessage> messages, CancellationToken limit)
    {
        if (await Try(() => sender.Connect(limit)) is { } away)
        {
            return [.. messages.Select(_ => away)];
        }

        var failures = await Task.WhenAll(messages.Select(message => Send(message, limit)));
        if (failures.Any(Sender.IsRefusal))
        {
            // It was over one of them. Each for itself, it shows which.
            for (var index = 0; index < failures.Length; index++)
            {
                if (failures[index] is not (null or UnsendableException))
                {
                    failures[index] = await SendAlone(messages[index], limit);
                }
            }
        }

        return failures;
    }

    private async Task<Exception?> SendAlone(OutboxMessage message, CancellationToken limit)
    {
        var failure = await Try(() => sender.Connect(limit)) ?? await Send(message, limit);
        return Sender.IsRefusal(failure)
            ? new UnsendableException($"The broker refuses it: {failure!.Message}", failure)
            : failure;
    }

    private Task<Exception?> Send(OutboxMessage message, CancellationToken limit)
    {
        ActivityContext.TryParse(message.TraceParent, null, out var cause);
        return Try(async () =>
        {
            using var activity = Activities.StartActivity("outbox relay", ActivityKind.Producer, cause);
            await sender.Send(message, activity?.Id ?? message.TraceParent, limit);
        });
    }

    private static async Task<Exception?> Try(Func<Task> attempt)
    {
        try
        {
            await attempt();
            return null;
        }
        catch (Exception failure)
        {
            return failure;
        }
    }

    // Not the stopping token: what the broker has and is not forgotten would be sent again.
    private async Task ForgetSent()
    {
        if (sent.Count > 0)
        {
            await outbox.Forget(sent, CancellationToken.None);
            sent.Clear();
        }
    }

    // The store renews it at half-time: for a third of its time after that answer, it need not be asked.
    private async Task<bool> HoldLease(CancellationToken cancellation) =>
        (leaseRenewed > 0 && Stopwatch.GetElapsedTime(leaseRenewed) < Lease.Duration / 3)
        || await RenewLease(cancellation);

    private async Task<bool> RenewLease(CancellationToken cancellation)
    {
        var now = Stopwatch.GetTimestamp();
        var isHeld = await outbox.HoldLease(cancellation);
        leaseRenewed = isHeld ? now : 0;
        return isHeld;
    }

    /// <summary>
    /// A broker may take longer than a lease lasts. Without it, another replica sends: this one stops.
    /// </summary>
    private async Task HoldLeaseDuring(Task sending, CancellationTokenSource limit)
    {
        while (await Task.WhenAny(sending, Task.Delay(Lease.Duration / 3)) != sending)
        {
            var isHeld = false;
            await Try(async () => isHeld = await RenewLease(CancellationToken.None));
            if (!isHeld)
            {
                await limit.CancelAsync();
                return;
            }
        }
    }

    /// <summary>
    /// Tells the operator when messages begin to wait, when the reason is another, and when they go again.
    /// </summary>
    private void Tell(Exception? failure, int waiting)
    {
        var reason = failure switch
        {
            null => null,
            OperationCanceledException => $"the broker did not confirm them within {SendLimit.TotalSeconds} s.",
            _ => failure.GetBaseException().Message,
        };
        if (reason == obstacle)
        {
            return;
        }

        obstacle = reason;
        if (reason is null)
        {
            log.LogInformation("What waited in the outbox is sent");
        }
        else
        {
            log.LogWarning("{Count} messages wait in the outbox, and more may follow: {Reason}", waiting, reason);
        }
    }
}
