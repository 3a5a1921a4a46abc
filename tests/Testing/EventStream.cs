using System.Net;
using System.Net.ServerSentEvents;
using Xunit;

namespace Testing;

/// <summary>A learner's open stream of notifications.</summary>
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
        Assert.Equal("no", Assert.Single(response.Headers.GetValues("X-Accel-Buffering")));

        var stream = new EventStream(response, await response.Content.ReadAsStreamAsync());
        var first = await stream.NextEvent();
        Assert.Equal<(string?, string?)>(("ready", null), (first?.EventType, first?.EventId));
        return stream;
    }

    /// <summary>The next event of any kind, or null at the end.</summary>
    public async Task<SseItem<string>?> NextEvent() =>
        await events.MoveNextAsync().AsTask().WaitAsync(Patience) ? events.Current : null;

    /// <summary>The next notifications; heartbeats don't make the wait for them longer.</summary>
    public Task<List<SseItem<string>>> NextNotifications(int count) => Read(count).WaitAsync(Patience);

    public void Dispose() => response.Dispose();

    private async Task<List<SseItem<string>>> Read(int count)
    {
        List<SseItem<string>> next = [];
        while (next.Count < count)
        {
            var item = await NextEvent()
                ?? throw new InvalidOperationException($"The stream ended after {next.Count}.");
            if (item.EventType == "notification")
            {
                next.Add(item);
            }
        }

        return next;
    }
}
