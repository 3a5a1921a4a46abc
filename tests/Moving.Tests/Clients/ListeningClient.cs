using System.Net.ServerSentEvents;
using Acceptance;
using Acceptance.Notifications;

namespace Moving.Tests.Clients;

/// <summary>A learner's open stream, from the first notification on; when it breaks it is resumed.</summary>
public sealed class ListeningClient(Caller learner, bool mayFail)
{
    private readonly List<string> heard = [];
    private string lastEventId = $"{Guid.Empty}";

    /// <summary>How often it had to be resumed.</summary>
    public int Resumed { get; private set; }

    public async Task Listen(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            try
            {
                using var response = await learner.Open("/api/notifications/stream", ("Last-Event-ID", lastEventId));
                if (!response.IsSuccessStatusCode && !mayFail)
                {
                    throw new InvalidOperationException($"stream: {await Answer.From(response)}");
                }

                await Read(await response.EnsureSuccessStatusCode().Content.ReadAsStreamAsync(stop), stop);
            }
            catch (Exception error) when (error is HttpRequestException or IOException or OperationCanceledException)
            {
                // Resumed below.
            }

            Resumed++;
            await Task.Delay(100, CancellationToken.None);
        }
    }

    /// <summary>Holds that it heard of each notification, and once.</summary>
    public Task HasHeardEachOnce(IReadOnlySet<string> notifications) => Eventually.Is(
        () =>
        {
            lock (heard)
            {
                Assert.Equal(heard.Distinct().Count(), heard.Count);
                return Task.FromResult(notifications.SetEquals(heard));
            }
        },
        TimeSpan.FromSeconds(30),
        $"{learner.Subject}'s stream to tell of each notification");

    private async Task Read(Stream body, CancellationToken stop)
    {
        await foreach (var item in SseParser.Create(body).EnumerateAsync(stop))
        {
            if (item.EventId is { } id)
            {
                lastEventId = id;
                lock (heard)
                {
                    heard.Add(Answer.Parse<Notification>(item.Data).Id);
                }
            }
        }
    }
}
