using System.Net;
using System.Net.ServerSentEvents;

namespace Acceptance.Notifications;

/// <summary>A learner's open stream of server-sent events.</summary>
public sealed class NotificationStream : IDisposable
{
    private readonly HttpResponseMessage response;
    private readonly IAsyncEnumerator<SseItem<string>> events;

    private NotificationStream(HttpResponseMessage response, Stream body)
    {
        this.response = response;
        events = SseParser.Create(body).EnumerateAsync().GetAsyncEnumerator();
    }

    /// <summary>Opens it, from now on or from behind the last event that was seen.</summary>
    public static async Task<NotificationStream> Open(Caller learner, string? lastEventId = null)
    {
        var response = await learner.Open(
            "/api/notifications/stream", lastEventId is null ? [] : [("Last-Event-ID", lastEventId)]);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("text/event-stream", response.Content.Headers.ContentType?.MediaType);
        return new NotificationStream(response, await response.Content.ReadAsStreamAsync());
    }

    /// <summary>The next notification with its event's id, within 20 s.</summary>
    public async Task<(string Id, Notification Notification)> Next()
    {
        while (true)
        {
            Assert.True(
                await events.MoveNextAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(20)), "The stream has ended.");

            // A heartbeat has no id.
            if (events.Current.EventId is { } id)
            {
                return (id, Answer.Parse<Notification>(events.Current.Data));
            }
        }
    }

    /// <summary>The next ones.</summary>
    public async Task<List<(string Id, Notification Notification)>> Next(int count)
    {
        var next = new List<(string, Notification)>();
        while (next.Count < count)
        {
            next.Add(await Next());
        }

        return next;
    }

    public void Dispose() => response.Dispose();
}
