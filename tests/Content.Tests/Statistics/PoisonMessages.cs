using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Contracts;

namespace Content.Tests.Statistics;

/// <summary>A message that can't be handled goes to the operator's desk at once, and blocks nobody.</summary>
[Collection(nameof(ContentService))]
public class PoisonMessages(ContentUnderTest content)
{
    private const string Queue = "content-count-finisher";

    [Fact]
    public async Task What_cannot_be_handled_is_set_aside_and_its_neighbours_are_counted()
    {
        var course = await content.Published("one");

        await Finish(course, "before");
        await content.Bus.Send(Queue, Encoding.UTF8.GetBytes($"no JSON, {course}"));
        await content.Bus.Send(Queue, Envelope(new { learnerId = (string?)null, roadmap = course, version = 2 }));
        await content.Bus.Send(Queue, Envelope(new { version = 2, title = course, learnerId = "lea" }));
        await content.Bus.Send(Queue, Envelope(new { learnerId = "lea", roadmap = course }));
        await content.Bus.Send(Queue, Envelope(new { learnerId = "lea", roadmap = course, version = "two" }));
        await Finish(course, "after");

        await Eventually.Equal(2, () => Finished(course));
        var letters = await Eventually.Get(
            () => content.Desk().Waiting(letter => letter.Body.Contains(course)), found => found.Count == 5);
        // At once: without the retries that a fault of the moment gets.
        Assert.All(letters, letter => Assert.Equal(
            (Queue, nameof(RoadmapCompleted), 1), (letter.Queue, letter.Event, letter.Attempts)));
        Assert.All(letters, letter => Assert.StartsWith("System.", letter.Error));
    }

    private Task Finish(string course, string learner) =>
        content.Bus.Publish(new RoadmapCompleted(learner, course, "A course", 3, DateTime.UtcNow));

    private async Task<int> Finished(string course) =>
        (int)(await content.Anonymous().GetFromJsonAsync<JsonObject>(
            $"/api/roadmaps/{course}/statistics"))!["finished"]!;

    private static byte[] Envelope(object message) => JsonSerializer.SerializeToUtf8Bytes(new
    {
        messageId = Guid.NewGuid(),
        messageType = new[] { $"urn:message:{typeof(RoadmapCompleted).Namespace}:{nameof(RoadmapCompleted)}" },
        message,
    });
}
