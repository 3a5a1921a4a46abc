using System.Text;
using Messaging.DeadLetters;

namespace Messaging.Tests;

/// <summary>A message that can't be handled goes to the desk, however large its headers are.</summary>
public sealed class KeepingLargeHeaders(TestBroker broker) : IAsyncLifetime
{
    private readonly TestBus others = new(broker.Url);

    public async ValueTask InitializeAsync() => await others.Start();

    public ValueTask DisposeAsync() => others.DisposeAsync();

    [Theory]
    [InlineData("Ping", "System")]
    [InlineData("Pong", "Skipped")]
    public async Task Headers_that_leave_no_room_for_the_reason_are_kept_with_it(string type, string error)
    {
        await using var process = await Pings.Start(broker.Url, service: "large");
        await Eventually.Is(() => others.Has("large-count-pings"));
        // A frame of the broker's holds 128 KB.
        var large = new string('x', 127 * 1024);

        await others.Send(
            "large-count-pings",
            Encoding.UTF8.GetBytes(
                $$$"""{"messageType":["urn:message:Messaging.Tests:{{{type}}}"],"message":{"id":"none"}}"""),
            headers: new() { ["large"] = large });

        await Eventually.Get(Waiting, found => found.Count > 0);
        await process.Stop();
        var waiting = Assert.Single(await Waiting());
        Assert.StartsWith(error, waiting.Error, StringComparison.Ordinal);
        Assert.Contains(large, (await process.Letters.Find(waiting.Id, CancellationToken.None))!.Headers);
        // The pings of other tests may wait there.
        Assert.DoesNotContain(await others.Peek("large-count-pings"), left => left.ContainsKey("large"));

        Task<IReadOnlyList<DeadLetterItem>> Waiting() =>
            process.Letters.List("large", DeadLetterState.Waiting, null, 10, CancellationToken.None);
    }
}
