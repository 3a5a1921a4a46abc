using System.Net;
using System.Net.ServerSentEvents;
using System.Text.Json;

namespace Notifications.Tests;

/// <summary>A learner's open stream.</summary>
public sealed class EventStream : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(25);

    private readonly HttpResponseMessage response;
    private readonly IAsyncEnumerator<SseItem<string>> events;

    private EventStream(HttpResponseMessage response, Stream body)
    {
        this.response = response;
        events = SseParser.Create(body).EnumerateAsync().GetAsyncEnumerator();
    }

    public static Task<EventStream> Open(Learner learner, Guid? lastEventId = null) => Open(learner.Client, lastEventId);

    /// <summary>Opens it, and waits for the sign that it is open.</summary>
    public static async Task<EventStream> Open(HttpClient client, Guid? lastEventId = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/notifications/stream");
        if (lastEventId is not null)
        {
            request.Headers.Add("Last-Event-ID", lastEventId.ToString());
        }

        var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("text/event-stream", response.Content.Headers.ContentType?.MediaType);

        var stream = new EventStream(response, await response.Content.ReadAsStreamAsync());
        Assert.Equal(("ready", null), await stream.NextEvent() is { } first ? (first.EventType, first.EventId) : default);
        return stream;
    }

    /// <summary>The next event of any kind, or null at the end.</summary>
    public async Task<SseItem<string>?> NextEvent() =>
        await events.MoveNextAsync().AsTask().WaitAsync(Patience) ? events.Current : null;

    /// <summary>The next notifications; heartbeats don't make the wait for them longer.</summary>
    public Task<List<NotificationView>> Next(int count) => Read(count).WaitAsync(Patience);

    public void Dispose() => response.Dispose();

    private async Task<List<NotificationView>> Read(int count)
    {
        List<NotificationView> next = [];
        while (next.Count < count)
        {
            var item = await NextEvent() ?? throw new InvalidOperationException($"The stream ended after {next.Count}.");
            if (item.EventType == "notification")
            {
                var notification = JsonSerializer.Deserialize<NotificationView>(item.Data, Learner.Json)!;
                Assert.Equal(notification.Id.ToString(), item.EventId);
                next.Add(notification);
            }
        }

        return next;
    }
}
