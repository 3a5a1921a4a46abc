using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using Contracts;

namespace Content.Tests.Statistics;

/// <summary>A message that can't be handled goes to its queue's error queue at once, and blocks nobody.</summary>
[Collection(nameof(ContentService))]
public class PoisonMessages(ContentUnderTest content)
{
    private const string Queue = "content-count-finisher";

    [Fact]
    public async Task What_cannot_be_handled_is_set_aside_and_its_neighbours_are_counted()
    {
        var course = await content.Published("one");
        await Finish(course, "before");
        var before = await ErrorsAtFirst(course);

        await content.Bus.Send(Queue, "this is no JSON"u8.ToArray());
        await content.Bus.Send(Queue, Envelope(new { learnerId = (string?)null, roadmap = course, version = 2 }));
        await content.Bus.Send(Queue, Envelope(new { learnerId = "lea", version = 2 }));
        await content.Bus.Send(Queue, Envelope(new { learnerId = "lea", roadmap = course }));
        await content.Bus.Send(Queue, Envelope(new { learnerId = "lea", roadmap = course, version = "two" }));
        await Finish(course, "after");

        await Eventually.Equal(before + 5, () => content.Bus.Depth($"{Queue}_error"));
        await Eventually.Equal(2, () => Finished(course));
    }

    // The error queue is made by the first message that needs it.
    private async Task<uint> ErrorsAtFirst(string course)
    {
        await content.Bus.Send(Queue, "poison"u8.ToArray());
        await Eventually.Equal(1, () => Finished(course));
        return await Eventually.Get(
            async () =>
            {
                try
                {
                    return await content.Bus.Depth($"{Queue}_error");
                }
                catch (RabbitMQ.Client.Exceptions.OperationInterruptedException)
                {
                    return 0u;
                }
            },
            depth => depth > 0);
    }

    private Task Finish(string course, string learner) =>
        content.Bus.Publish(new RoadmapCompleted(learner, course, "A course", 3, DateTime.UtcNow));

    private async Task<int> Finished(string course) =>
        (int)(await content.Anonymous().GetFromJsonAsync<JsonObject>($"/api/roadmaps/{course}/statistics"))!["finished"]!;

    private static byte[] Envelope(object message) => JsonSerializer.SerializeToUtf8Bytes(new
    {
        messageId = Guid.NewGuid(),
        messageType = new[] { $"urn:message:{typeof(RoadmapCompleted).Namespace}:{nameof(RoadmapCompleted)}" },
        message,
    });
}
